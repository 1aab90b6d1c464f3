package warc

import (
	"archive/zip"
	"errors"
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
			lower := strings.ToLower(f.Name)
			return !strings.HasSuffix(lower, ".warc") && !strings.HasSuffix(lower, ".warc.gz")
		})
		slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
		if len(files) == 0 {
			yield(nil, &Error{name, 0, "the WACZ holds no .warc or .warc.gz file"})
			return
		}
		rest := uint64(size)
		for _, f := range files {
			// A ZIP made to harm names the same bytes many times.
			if f.CompressedSize64 > rest {
				yield(nil, &Error{name, 0, fmt.Sprintf("the archives from %s on would be larger than the WACZ", shown(f.Name))})
				return
			}
			rest -= f.CompressedSize64
			inner, done, err := open(name, r, f)
			if err != nil {
				at, _ := f.DataOffset() // 0 if not known
				if !yield(nil, &Error{name, at, fmt.Sprintf("%s: %v", shown(f.Name), err)}) {
					return
				}
				continue
			}
			more := yield(inner, nil)
			done()
			if !more {
				return
			}
		}
	}
}

// open returns a Reader of an archive in a ZIP, and what to call when it is no
// longer needed.
func open(name string, r io.ReaderAt, f *zip.File) (*Reader, func() error, error) {
	inner := name + ":" + strings.Trim(shown(f.Name), `"`)
	if f.Method == zip.Store { // as a WACZ should; going back is possible
		at, err := f.DataOffset()
		if err != nil {
			return nil, nil, err
		}
		return NewReader(inner, io.NewSectionReader(r, at, int64(f.CompressedSize64))), func() error { return nil }, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, nil, err
	}
	limit := int64(maxFree + maxRatio*f.CompressedSize64)
	a := NewReader(inner, &bounded{in, limit})
	a.file.allowed, a.file.ratio = limit, 0 // members in it count towards the same
	return a, in.Close, nil
}

// bounded reads an entry of a ZIP until it has unfolded to more than it may.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errBomb
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == io.ErrUnexpectedEOF { // of the archive a cut off record is no end
		err = errors.New("the ZIP is cut off")
	}
	return n, err
}
