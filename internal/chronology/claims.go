package chronology

import (
	"slices"
	"strings"

	"chronik/internal/content"
	"chronik/internal/edtf"
)

// Disputable are the facts of an event on which its articles may contradict each
// other, as fields of evidence name them.
var Disputable = []string{"date", "place", "ministers"}

// A Contradiction is a fact on which what is told of an event cannot all be
// right: dates that share no day, different places, or sets of ministers of
// which neither holds the other. Who says nothing contradicts nobody.
type Contradiction struct {
	Field  string
	Claims []Claim // each value once, in the order of the articles
	Why    Why     // the event says what it says
	Reason string  // of the editors, where they settled it
}

// A Claim is one value and all who say so.
type Claim struct {
	Date  edtf.Date // of a date
	Terms []string  // else the slug of a place, or of ministers
	By    []Witness
	Shown bool // the event says the same
}

// A Witness is an article that makes a claim, or a source of it that says
// otherwise than the article as a whole.
type Witness struct {
	Article *content.Article
	Sources []int  // places among the sources of the event; may be none
	Quote   string // that says otherwise, if the words are known
}

// Why is the reason for what an event says of a fact in dispute.
type Why string

// What decides, the strongest first.
const (
	Settled  Why = "settled"  // an article says that its value stands
	Reviewed Why = "reviewed" // only what nobody has reviewed says otherwise
	Own      Why = "own"      // only sources say otherwise than their article
	Hull     Why = "hull"     // dates: nothing decides, the event says all of them
	First    Why = "first"    // places: nothing decides, the first article says so
	All      Why = "all"      // ministers: nothing decides, the event names all
)

// Contradiction returns what is in dispute about a field, nil if nothing is.
func (e *Event) Contradiction(field string) *Contradiction {
	for i := range e.Contradictions {
		if e.Contradictions[i].Field == field {
			return &e.Contradictions[i]
		}
	}
	return nil
}

// Hull returns the first and the last day that the event may have been on or
// lasted, as its date has it or as any claim about it has. Zero Days are open.
func (e *Event) Hull() (first, last edtf.Day) {
	c := e.Contradiction("date")
	if c == nil {
		return e.Date.Bounds()
	}
	dates := []edtf.Date{e.Date}
	for _, claim := range c.Claims {
		dates = append(dates, claim.Date)
	}
	return hull(dates).Bounds()
}

// settling returns the first of some articles whose value of a field stands, as
// its editors say, and why; nil if there is none. What nobody has reviewed
// settles nothing.
func settling(articles []*content.Article, field string) (a *content.Article, reason string) {
	for _, a := range articles {
		for _, s := range a.Event.Settled {
			if a.Reviewed && s.Field == field {
				return a, s.Reason
			}
		}
	}
	return nil, ""
}

// contradictions finds what the articles of an event do not agree on.
func (e *Event) contradictions() []Contradiction {
	var found []Contradiction
	for _, f := range disputes {
		if f.agreed(e.Articles) && !slices.ContainsFunc(e.Articles, func(a *content.Article) bool {
			_, otherwise := f.rows(a)
			return len(otherwise) > 0
		}) {
			continue // as nearly always
		}
		claims := e.claims(f)
		c := Contradiction{Field: f.field, Claims: claims, Why: e.why(f)}
		_, c.Reason = settling(e.Articles, f.field)
		for i := range claims {
			claims[i].Shown = f.key(claims[i]) == f.key(f.shown(e))
		}
		found = append(found, c)
	}
	return found
}

// A dispute is how claims about one field are read and compared.
type dispute struct {
	field string
	shown func(*Event) Claim              // what the event says
	of    func(*content.Article) Claim    // what an article says as a whole
	says  func(string) (c Claim, ok bool) // what a row of evidence says; nil if rows are no claims
	agree func(a, b Claim) bool           // both may be right
	open  Why                             // why the event says what it does if nothing decides
}

var disputes = []dispute{
	{
		field: "date", open: Hull,
		shown: func(e *Event) Claim { return Claim{Date: e.Date} },
		of:    func(a *content.Article) Claim { return Claim{Date: a.Event.Date} },
		says: func(says string) (Claim, bool) {
			d, err := edtf.Parse(says)
			return Claim{Date: d}, err == nil
		},
		agree: func(a, b Claim) bool {
			first, last := a.Date.Bounds()
			lo, hi := b.Date.Bounds()
			_, _, ok := edtf.Overlap(first, last, lo, hi)
			return ok
		},
	},
	{
		field: "place", open: First,
		shown: func(e *Event) Claim { return Claim{Terms: named(e.Place)} },
		of:    func(a *content.Article) Claim { return Claim{Terms: named(a.Event.Place)} },
		says:  func(says string) (Claim, bool) { return Claim{Terms: named(says)}, true },
		agree: func(a, b Claim) bool { return slices.Equal(a.Terms, b.Terms) },
	},
	{
		field: "ministers", open: All,
		shown: func(e *Event) Claim { return Claim{Terms: e.Ministers} },
		of:    func(a *content.Article) Claim { return Claim{Terms: a.Ministers} },
		// A row names one of those who took part, which says nothing of others.
		agree: func(a, b Claim) bool { return holds(a.Terms, b.Terms) || holds(b.Terms, a.Terms) },
	},
}

func named(slug string) []string {
	if slug == "" {
		return nil
	}
	return []string{slug}
}

// holds reports whether all of some are among others.
func holds(others, some []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(others, s) })
}

func (c Claim) empty() bool { return c.Date.IsZero() && len(c.Terms) == 0 }

// key is what claims of the same value have in common.
func (f dispute) key(c Claim) string {
	terms := slices.Clone(c.Terms)
	slices.Sort(terms)
	return c.Date.String() + strings.Join(terms, " ")
}

// claims gathers what is said of a field: by each article as a whole, and by
// those of its sources that its evidence has say otherwise.
func (e *Event) claims(f dispute) []Claim {
	var claims []Claim
	add := func(c Claim, w Witness) {
		at := slices.IndexFunc(claims, func(other Claim) bool { return f.key(other) == f.key(c) })
		if at < 0 {
			at = len(claims)
			claims = append(claims, c)
		}
		claims[at].By = append(claims[at].By, w)
	}
	for i, a := range e.Articles {
		own := f.of(a)
		if own.empty() {
			continue
		}
		agreeing, otherwise := f.rows(a)
		add(own, Witness{Article: a, Sources: e.sourcesOf(i, func(n int) bool {
			if len(agreeing) > 0 {
				return slices.Contains(agreeing, n)
			}
			return !slices.ContainsFunc(otherwise, func(row content.Evidence) bool { return row.Source == n })
		})})
		for _, row := range otherwise {
			c, _ := f.says(row.Says)
			add(c, Witness{Article: a, Sources: e.sourcesOf(i, func(n int) bool { return n == row.Source }), Quote: row.Quote})
		}
	}
	return claims
}

// rows returns the sources that evidence of an article names for what the
// article says of a field as a whole, and the rows that say otherwise.
func (f dispute) rows(a *content.Article) (agreeing []int, otherwise []content.Evidence) {
	if f.says == nil {
		return nil, nil
	}
	for _, row := range a.Event.Evidence {
		if row.Field != f.field || row.Role != "event" {
			continue
		}
		switch c, ok := f.says(row.Says); {
		case !ok || f.of(a).empty():
		case !f.agree(f.of(a), c):
			otherwise = append(otherwise, row)
		case row.Source > 0:
			agreeing = append(agreeing, row.Source)
		}
	}
	return agreeing, otherwise
}

// sourcesOf returns the places, among the sources of the event, of those of an
// article; keep is asked by their numbers in the article, from 1.
func (e *Event) sourcesOf(article int, keep func(n int) bool) []int {
	var places []int
	for i, place := range e.places[article] {
		if keep(i + 1) {
			places = append(places, place)
		}
	}
	return places
}

// why finds what decides a dispute.
func (e *Event) why(f dispute) Why {
	a, _ := settling(e.Articles, f.field)
	unreviewed := slices.IndexFunc(e.Articles, func(a *content.Article) bool { return !a.Reviewed })
	switch {
	case a != nil:
		return Settled
	case f.agreed(e.Articles):
		return Own
	case f.open != All && unreviewed > 0 && f.agreed(e.Articles[:unreviewed]):
		return Reviewed
	}
	return f.open
}

// agreed reports whether what articles say as a whole can all be right.
func (f dispute) agreed(articles []*content.Article) bool {
	for i, a := range articles {
		for _, b := range articles[i+1:] {
			if one, other := f.of(a), f.of(b); !one.empty() && !other.empty() && !f.agree(one, other) {
				return false
			}
		}
	}
	return true
}
