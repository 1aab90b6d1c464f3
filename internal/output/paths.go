package output

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// checkPath finds what is wrong with a path by itself.
func checkPath(p string) error {
	if !fs.ValidPath(p) || p == "." || strings.ContainsAny(p, "\\\x00") {
		return fmt.Errorf("path %q cannot be written: want a clean relative path with slashes", p)
	}
	first, _, _ := strings.Cut(p, "/")
	if strings.EqualFold(first, ".git") || strings.EqualFold(p, Manifest) {
		return fmt.Errorf("path %q cannot be written: the name is taken", p)
	}
	return nil
}

// checkPaths takes steps sorted by path and finds paths that cannot stand
// beside each other, also on systems that do not tell A from a.
func checkPaths(files []step) error {
	fold := strings.ToLower
	isFile := make(map[string]string, len(files)) // by folded path
	isDir := map[string]string{}                  // by folded path of the folder: a file in it
	for _, f := range files {
		if other, ok := isFile[fold(f.path)]; ok {
			if other == f.path {
				return fmt.Errorf("path %q is written twice", f.path)
			}
			return fmt.Errorf("paths %q and %q differ only in case", other, f.path)
		}
		isFile[fold(f.path)] = f.path
		for dir := path.Dir(f.path); dir != "."; dir = path.Dir(dir) {
			other, ok := isDir[fold(dir)]
			if ok && other[:len(dir)] != dir {
				return fmt.Errorf("folders of %q and %q differ only in case", other, f.path)
			}
			if !ok {
				isDir[fold(dir)] = f.path
			}
		}
	}
	for _, f := range files {
		if other, ok := isDir[fold(f.path)]; ok {
			return fmt.Errorf("path %q is a file and, for %q, a folder", f.path, other)
		}
	}
	return nil
}
