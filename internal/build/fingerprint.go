package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"chronik/internal/content"
)

// Fingerprint tells one input from another without reading it, by the paths,
// sizes and times of all files; program is what else the site depends on. It is
// "" if a file has changed so shortly before now that it could change again
// unseen, or cannot be looked at.
func Fingerprint(in Input, program string, now time.Time) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%v\x00%s\x00", program, in.Private, in.BaseURL)
	sure := true
	all := []fs.FS{in.Content, in.Templates, in.Static}
	if in.Private && in.Bodies != nil {
		all = append(all, in.Bodies)
	}
	for _, fsys := range all {
		fmt.Fprint(h, "\x00")
		err := fs.WalkDir(fsys, ".", func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				if err == nil && file != "." && strings.HasPrefix(e.Name(), ".") {
					return fs.SkipDir
				}
				return err
			}
			info, err := e.Info()
			if err != nil {
				return err
			}
			if e.Type()&fs.ModeSymlink != 0 { // it counts what it leads to
				if info, err = fs.Stat(fsys, file); err != nil {
					return err
				}
			}
			sure = sure && content.Settled(info, now)
			fmt.Fprintf(h, "%s\x00%d\x00%d\x00", file, info.Size(), info.ModTime().UnixNano())
			return nil
		})
		sure = sure && err == nil
	}
	if !sure {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}
