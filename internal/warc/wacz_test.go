package warc

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wacz packs files, named and then told, by a method of ZIP.
func wacz(method uint16, files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, _ := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: method})
		io.WriteString(f, files[i+1])
	}
	z.Close()
	return b.Bytes()
}

// readWACZ returns the addresses of a WACZ's records, and its errors.
func readWACZ(archive []byte) []string {
	var got []string
	for r, err := range WACZ("a.wacz", bytes.NewReader(archive), int64(len(archive))) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err == nil {
				_, err = rec.HTTP(1000)
			}
			if err == nil {
				got = append(got, rec.URI)
				continue
			}
			got = append(got, err.Error())
			if e := (*Error)(nil); !errors.As(err, &e) {
				break
			}
		}
	}
	return got
}

func TestWACZ(t *testing.T) {
	one, two := record("resource", "http://a.example/1", "text/html", page), record("resource", "http://a.example/2", "text/html", page)
	for name, c := range map[string]struct {
		archive []byte
		want    []string // beginnings
	}{
		"stored":   {wacz(zip.Store, "datapackage.json", "{}", "archive/b.warc.gz", zipped(two), "archive/a.warc", one), []string{"http://a.example/1", "http://a.example/2"}},
		"deflated": {wacz(zip.Deflate, "archive/b.warc.gz", zipped(two), "archive/a.warc", one), []string{"http://a.example/1", "http://a.example/2"}},
		// Going back is possible in what is stored.
		"damage":     {wacz(zip.Store, "a.warc", lengthened(one, 900)+two, "b.warc", two), []string{"a.wacz:a.warc: byte 0: resource record is cut off", "http://a.example/2", "http://a.example/2"}},
		"no archive": {wacz(zip.Store, "a.txt", page), []string{"a.wacz: byte 0: the WACZ holds no .warc or .warc.gz file"}},
		"no ZIP":     {[]byte("kein zip"), []string{"a.wacz: byte 0: not a WACZ"}},
		"a method unknown": {bytes.ReplaceAll(wacz(zip.Deflate, "a.warc", one), []byte{0x08, 0, 0x08, 0}, []byte{0x08, 0, 0x63, 0}),
			[]string{`a.wacz: byte 36: "a.warc": zip: unsupported compression algorithm`}},
		"a name that speaks to the terminal": {wacz(zip.Store, "\x1b[31m.warc", one[:20]), []string{`a.wacz:\x1b[31m.warc: byte 0: `}},
	} {
		got := readWACZ(c.archive)
		ok := len(got) == len(c.want)
		for i := range min(len(got), len(c.want)) {
			ok = ok && strings.HasPrefix(got[i], c.want[i])
		}
		if !ok {
			t.Errorf("%s: read %q, want what begins %q", name, got, c.want)
		}
	}
}

// An archive that unfolds without end is given up, and the next one is read.
func TestWACZBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("unfolds 150 MiB")
	}
	b := record("resource", "http://a.example/2", "text/html", page)
	got := readWACZ(wacz(zip.Deflate, "a.warc", strings.Repeat("\n", 150<<20), "b.warc", b))
	want := []string{"read a.wacz:a.warc: " + errBomb.Error(), "http://a.example/2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A ZIP whose table names one archive a thousand times is not read a thousand
// times.
func TestWACZOverlap(t *testing.T) {
	archive := wacz(zip.Store, "a.warc", strings.Repeat(record("resource", "http://a.example/1", "text/html", page), 100))
	end := bytes.LastIndex(archive, []byte("PK\x05\x06"))
	start := bytes.LastIndex(archive[:end], []byte("PK\x01\x02"))
	entry := archive[start:end]
	many := append(bytes.Clone(archive[:start]), bytes.Repeat(entry, 1000)...)
	tail := bytes.Clone(archive[end:])
	binary.LittleEndian.PutUint16(tail[8:], 1000)
	binary.LittleEndian.PutUint16(tail[10:], 1000)
	binary.LittleEndian.PutUint32(tail[12:], uint32(1000*len(entry)))
	many = append(many, tail...)
	got := readWACZ(many)
	if most := len(many) / len(page); len(got) == 0 || len(got) > most {
		t.Fatalf("%d records of %d bytes, want at most %d", len(got), len(many), most)
	}
	if want := `a.wacz: byte 0: the archives from "a.warc" on would be larger than the WACZ`; got[len(got)-1] != want {
		t.Errorf("ends with %q, want %q", got[len(got)-1], want)
	}
	if diff := cmp.Diff("http://a.example/1", got[0]); diff != "" {
		t.Error(diff)
	}
}
