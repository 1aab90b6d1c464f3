package output

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// checkPaths takes files sorted by path. Besides paths that are wrong in
// themselves it finds those that cannot stand beside each other, also on
// systems that do not tell A from a.
func checkPaths(files []File) error {
	fold := strings.ToLower
	isFile := make(map[string]string, len(files)) // by folded path
	isDir := map[string]string{}                  // by folded path of the folder: a file in it
	for _, f := range files {
		if !fs.ValidPath(f.Path) || f.Path == "." || strings.ContainsAny(f.Path, "\\\x00") {
			return fmt.Errorf("path %q cannot be written: want a clean relative path with slashes", f.Path)
		}
		first, _, _ := strings.Cut(f.Path, "/")
		if fold(first) == ".git" || fold(f.Path) == manifestName {
			return fmt.Errorf("path %q cannot be written: the name is taken", f.Path)
		}
		if other, ok := isFile[fold(f.Path)]; ok {
			if other == f.Path {
				return fmt.Errorf("path %q is written twice", f.Path)
			}
			return fmt.Errorf("paths %q and %q differ only in case", other, f.Path)
		}
		isFile[fold(f.Path)] = f.Path
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			other, ok := isDir[fold(dir)]
			if ok && other[:len(dir)] != dir {
				return fmt.Errorf("folders of %q and %q differ only in case", other, f.Path)
			}
			if !ok {
				isDir[fold(dir)] = f.Path
			}
		}
	}
	for _, f := range files {
		if other, ok := isDir[fold(f.Path)]; ok {
			return fmt.Errorf("path %q is a file and, for %q, a folder", f.Path, other)
		}
	}
	return nil
}
