package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// endless gives the same bytes n times.
type endless struct {
	unit string
	n    int
	rest string
}

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		if e.n == 0 {
			return 0, io.EOF
		}
		e.n--
		e.rest = e.unit
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// counted counts the bytes read of an archive, those read again included.
type counted struct {
	*strings.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// What archives made to harm cost is linear in their size, and the page behind
// is read.
func TestBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("unfolds a gigabyte")
	}
	b := response("http://a.example/2", "", "zwei")
	zeros := zipped(strings.Repeat("\x00", 8<<20))
	claim := func(n int) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n", n)
	}
	for _, c := range []struct{ name, archive string }{
		{"line ends without end", zippedFrom(&endless{unit: strings.Repeat("\n", 1<<20), n: 200}) + zipped(b)},
		{"a record without end", zippedFrom(io.MultiReader(strings.NewReader(claim(9e11)), &endless{unit: strings.Repeat("\x00", 1<<20), n: 200})) + zipped(b)},
		{"many members of zeros", strings.Repeat(zeros, 40) + zipped(b)},
		{"members within a member", zipped(strings.Repeat(zeros, 100)) + zipped(b)},
		{"beginnings of members", strings.Repeat(gzipMagic, 1<<20) + zipped(b)},
		{"beginnings of members that look right", strings.Repeat(gzipMagic+"\x00\x00\x00\x00\x00\x00\x03\x03", 1<<18) + zipped(b)},
		{"beginnings of records", strings.Repeat("WARC/1.0\r\n", 1<<18) + b},
		{"records that claim the rest", strings.Repeat(claim(5000), 1<<12) + strings.Repeat("\r\n", 3000) + b},
		{"records in a member that claim the rest", zipped(strings.Repeat(claim(9e6), 1<<10)) + zipped(b)},
	} {
		in := &counted{Reader: strings.NewReader(c.archive)}
		r, found := NewReader("a.warc", in), false
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
				t.Fatalf("%s: %v", c.name, err)
			}
			if err == nil {
				_, err := rec.HTTP(1 << 20)
				found = found || err == nil && rec.URI == "http://a.example/2"
			}
		}
		size := int64(len(c.archive))
		if !found {
			t.Errorf("%s: the page behind is not found", c.name)
		}
		if most := 2*size + maxAgain; in.n > most {
			t.Errorf("%s: read %d bytes of %d, want at most %d", c.name, in.n, size, most)
		}
		if most := maxFree + maxRatio*size + 1<<20; r.file.unfolded > most {
			t.Errorf("%s: unfolded %d MiB of %d bytes, want at most %d MiB", c.name, r.file.unfolded>>20, size, most>>20)
		}
		t.Logf("%s: %d bytes, read %d, unfolded %d", c.name, size, in.n, r.file.unfolded)
	}
}

// heavy are archives that would fill the memory of a careless reader.
var heavy = map[string]func() io.Reader{
	"1 GB in plain records": func() io.Reader {
		return &endless{unit: response("http://a.example/1", "", strings.Repeat(page, 16<<10)), n: 1 << 10}
	},
	"1 GB in members of some KB": func() io.Reader {
		// Stored, not deflated, so that a GB is a GB.
		return &endless{unit: stored(response("http://a.example/1", "", strings.Repeat(page, 1<<10))), n: 1 << 14}
	},
	"1 GB in one record": func() io.Reader {
		head := "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 1073741842\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
		return io.MultiReader(strings.NewReader(head), &endless{unit: strings.Repeat("x", 1<<20), n: 1 << 10})
	},
	"1 GB that is no record": func() io.Reader { return &endless{unit: strings.Repeat("x", 1<<20), n: 1 << 10} },
	"a body that unfolds to 1 GB": func() io.Reader {
		bomb := zipped(strings.Repeat("\x00", 1<<20))
		return strings.NewReader(zipped(response("http://a.example/1", "Content-Encoding: gzip\r\n", strings.Repeat(bomb, 1<<10))))
	},
	"a member that unfolds to 1 GB": func() io.Reader {
		return strings.NewReader(zippedFrom(&endless{unit: "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 1<<18), n: 1 << 30 / (6 << 18)}))
	},
}

// Memory does not grow with the archive, with a record, or with what a few
// bytes unfold to. Each archive has a process of its own, since what one takes
// from the system stands for the next: Sys never falls.
func TestMemory(t *testing.T) {
	const variable, limit = "WARC_HEAVY", 200 << 20
	if name := os.Getenv(variable); name != "" {
		read, write := io.Pipe()
		go func() {
			_, err := io.Copy(write, heavy[name]())
			write.CloseWithError(err)
		}()
		r, records, broken := NewReader("a.warc", read), 0, 0
		for {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err == nil {
				records++
				_, err = rec.HTTP(4 << 20)
			}
			if err != nil {
				broken++
			}
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Printf("peak %d of %d records, %d errors, %d bytes\n", m.Sys, records, broken, r.file.n)
		return
	}
	if testing.Short() {
		t.Skip("reads gigabytes")
	}
	for name := range heavy {
		cmd := exec.Command(os.Args[0], "-test.run=^TestMemory$", "-test.count=1")
		cmd.Env = append(os.Environ(), variable+"="+name)
		out, err := cmd.CombinedOutput()
		var peak, records, broken, size int64
		if i := bytes.Index(out, []byte("peak ")); err != nil || i < 0 {
			t.Errorf("%s: %v\n%s", name, err, out)
			continue
		} else if _, err := fmt.Sscanf(string(out[i:]), "peak %d of %d records, %d errors, %d bytes", &peak, &records, &broken, &size); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		if records+broken == 0 {
			t.Errorf("%s: nothing was read", name)
		}
		if peak > limit {
			t.Errorf("%s: took %d MiB from the system, want at most %d", name, peak>>20, limit>>20)
		}
		t.Logf("%s: %d MiB for %d records, %d errors, %d MB", name, peak>>20, records, broken, size/1e6)
	}
}

// FuzzRead: reading ends, whatever the archive, with and without going back.
func FuzzRead(f *testing.F) {
	a := response("http://a.example/1", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")
	f.Add([]byte(a + zipped(a)))
	f.Add([]byte(zipped(a)[:30] + zipped(a)))
	f.Add([]byte(zipped(a + lengthened(a, 20) + a)))
	f.Add([]byte(lengthened(a, -5) + stored(lengthened(a, 90)) + a))
	f.Add([]byte(response("http://a.example/1", "Content-Encoding: gzip, deflate, br\r\n", zipped(page))))
	f.Add([]byte("WARC/1.0\r\nWARC/1.1\r\nWARC/1.2\r\n" + gzipMagic + gzipMagic + a))
	f.Fuzz(func(t *testing.T, archive []byte) {
		for _, in := range []io.Reader{bytes.NewReader(archive), io.MultiReader(bytes.NewReader(archive))} {
			r := NewReader("a.warc", in)
			for n := 0; ; n++ {
				rec, err := r.Next()
				if err == io.EOF {
					break
				}
				if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
					t.Fatalf("error of another kind: %v", err)
				} else if err != nil && (e.Offset < 0 || e.Offset > int64(len(archive))) {
					t.Fatalf("%v is not in the archive", err)
				}
				// A record takes 50 bytes, of which a member holds a thousand for one.
				if n > 20*len(archive)+20 {
					t.Fatalf("%d records in %d bytes", n, len(archive))
				}
				if err == nil {
					if res, err := rec.HTTP(1 << 16); err == nil && len(res.Body) > 1<<16 {
						t.Fatalf("body of %d bytes", len(res.Body))
					}
				}
			}
		}
	})
}

// BenchmarkRead reads an archive of pages of 64 KiB, compressed one by one. MB/s
// are of what they unfold to.
func BenchmarkRead(b *testing.B) {
	plain := response("http://a.example/1", "", strings.Repeat(page, 1<<10))
	b.SetBytes(int64(len(plain)))
	b.ReportAllocs()
	r := NewReader("a.warc.gz", &endless{unit: zipped(plain), n: b.N})
	r.file.allowed = 1 << 62 // pages of one sentence unfold as bombs do
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		if _, err := rec.HTTP(1 << 20); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFind looks through bytes that hold no record.
func BenchmarkFind(b *testing.B) {
	for name, unit := range map[string]string{
		"text":    strings.Repeat(page+"\n", 1<<10),
		"members": strings.Repeat(gzipMagic+"\x00\x00\x00\x00\x00\x00\x03", 1<<13),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(unit)))
			r := NewReader("a.warc", &endless{unit: "x" + unit, n: b.N})
			for {
				if _, err := r.Next(); err == io.EOF {
					break
				}
			}
		})
	}
}
