package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange lets two folders change places in one step. Not every file system
// can.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

// lock locks a folder until unlock is called or the program ends. It fails at
// once if another program holds the lock. A file system that knows no locks is
// no hindrance: then of two builds at the same time one may fail, without harm.
func lock(dir string) (unlock func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}
