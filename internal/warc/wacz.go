package warc

import (
	"archive/zip"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// WACZ returns a Reader for each archive in a WACZ, in the order of their names.
// size is that of r in bytes. An archive that cannot be opened is an error of
// its own; a file that is no ZIP at all is the only one yielded.
func WACZ(name string, r io.ReaderAt, size int64) iter.Seq2[*Reader, error] {
	return func(yield func(*Reader, error) bool) {
		z, err := zip.NewReader(r, size)
		if err != nil {
			yield(nil, &Error{name, 0, fmt.Sprintf("not a WACZ: %v", err)})
			return
		}
		files := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool {
			return !strings.HasSuffix(f.Name, ".warc") && !strings.HasSuffix(f.Name, ".warc.gz")
		})
		slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
		if len(files) == 0 {
			yield(nil, &Error{name, 0, "the WACZ holds no .warc or .warc.gz file"})
			return
		}
		for _, f := range files {
			in, err := f.Open()
			if err != nil {
				if !yield(nil, &Error{name, 0, fmt.Sprintf("%.80q: %v", f.Name, err)}) {
					return
				}
				continue
			}
			more := yield(NewReader(name+":"+f.Name, in), nil)
			in.Close()
			if !more {
				return
			}
		}
	}
}
