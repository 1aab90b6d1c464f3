package html

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Decode returns a page in UTF-8, without a byte order mark, and the name of the
// encoding it was in. contentType is the header it came with, "" without one.
//
// A byte order mark decides, then that the bytes are UTF-8, since hardly any
// other text is by chance, so that what was decoded once is not decoded again;
// then the header, then what the page says in its first 1024 bytes, then
// windows-1252. A page that says it is UTF-8 and is not, is read as
// windows-1252.
func Decode(src []byte, contentType string) ([]byte, string, error) {
	if rest, ok := bytes.CutPrefix(src, []byte("\ufeff")); ok && utf8.Valid(rest) {
		return rest, "utf-8", nil
	}
	utf16 := bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff})
	if !utf16 && utf8.Valid(src) {
		return src, "utf-8", nil
	}
	encoding, name, _ := charset.DetermineEncoding(src, contentType)
	if name == "utf-8" {
		encoding, name = charset.Lookup("windows-1252")
	}
	text, err := encoding.NewDecoder().Bytes(src)
	if err != nil {
		return nil, name, fmt.Errorf("decode %s: %w", name, err)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), name, nil
}

// Looks reports whether a text is HTML: within its first kilobyte it declares
// itself so or opens <html>, <head> or <body>.
func Looks(src []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(src[:min(len(src), 1024)], "\ufeff \t\r\n"))
	if len(start) == 0 || start[0] != '<' {
		return false
	}
	for _, mark := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		if bytes.Contains(start, []byte(mark)) {
			return true
		}
	}
	return false
}
