package cite

import (
	"bytes"
	"encoding/json"

	"chronik/internal/edtf"
)

// csl is an item of CSL-JSON, as csl-data.json of CSL 1.0.2 has it.
type csl struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Container string   `json:"container-title,omitempty"`
	Issued    *cslDate `json:"issued,omitempty"`
	EventDate *cslDate `json:"event-date,omitempty"`
	Edition   string   `json:"edition,omitempty"`
	Language  string   `json:"language,omitempty"`
	Note      string   `json:"note,omitempty"`
	URL       string   `json:"URL,omitempty"`
}

type cslDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Season  int     `json:"season,omitempty"`
	Circa   bool    `json:"circa,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// CSL returns the entry as one item of CSL-JSON. A file is an array of items;
// see CSLFile.
func (e Entry) CSL() []byte {
	item := csl{
		ID: e.ID, Type: "entry", Title: e.Title, Container: e.Site, EventDate: e.eventDate(),
		Edition: e.edition(), Language: e.Language, Note: e.Number, URL: e.URL,
	}
	if d := e.Issued; !d.IsZero() {
		item.Issued = &cslDate{Parts: [][]int{{d.Year, int(d.Month), d.Day}}}
	}
	return JSON(item)
}

// CSLFile returns items as one file.
func CSLFile(items [][]byte) []byte {
	return append(append([]byte("[\n"), bytes.Join(items, []byte(",\n"))...), "\n]\n"...)
}

// JSON is v as JSON in one line, with < > and & as escapes, so that it may
// stand in HTML. v must be something that can be written.
func JSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("cite: " + err.Error())
	}
	return data
}

// eventDate is when the event happened. What CSL has no form for is said in
// words.
func (e Entry) eventDate() *cslDate {
	a, b := e.Date.Ends()
	plain := func(p edtf.Part) bool {
		return p.Precision() != edtf.Open && p.Precision() != edtf.ToSeason && p.Qualifier == 0
	}
	switch f := e.Date.Form(); {
	case f == edtf.None:
		return nil
	case f == edtf.Single && a.Precision() == edtf.ToSeason:
		return &cslDate{Parts: [][]int{{a.Year}}, Season: a.Month - 20, Circa: a.Qualifier != 0}
	case f == edtf.Single:
		return &cslDate{Parts: [][]int{numbers(a)}, Circa: a.Qualifier != 0}
	case f == edtf.Interval && plain(a) && plain(b):
		return &cslDate{Parts: [][]int{numbers(a), numbers(b)}}
	}
	return &cslDate{Literal: e.DateWords}
}

func numbers(p edtf.Part) []int {
	n := []int{p.Year}
	if p.Month > 0 {
		n = append(n, p.Month)
	}
	if p.Day > 0 {
		n = append(n, p.Day)
	}
	return n
}
