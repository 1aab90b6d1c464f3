//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// writePile writes n made-up documents to a folder, no two alike but for what
// the outlet prints below each.
func writePile(b *testing.B, dir string, n int) {
	b.Helper()
	names := []string{"Mike Pompeo", "Marco Rubio", "John Kerry", "Rex Tillerson", "Antony Blinken"}
	subjects := []string{"die Netze", "den Fischfang", "die Boote", "das Eis", "den Hafen", "die Deiche", "das Leuchtfeuer"}
	for i := range n {
		if i%1000 == 0 {
			if err := os.MkdirAll(filepath.Join(dir, fmt.Sprint(i/1000)), 0o777); err != nil {
				b.Fatal(err)
			}
		}
		name, subject := names[i%len(names)], subjects[i/5%len(subjects)]
		var t strings.Builder
		fmt.Fprintf(&t, "---\nurl: https://see.example/%d/%02d/%02d/seite-%d.html\n---\nZum Inhalt springen\nLawrow und %s reden über %s\n\n", 2018+i%3, 1+i%12, 1+i%28, i, name, subject)
		for p := range 3 + i%4 {
			fmt.Fprintf(&t, "Der russische Außenminister Sergej Lawrow hat am Montag mit seinem Kollegen %s zum %d. Mal über %s gesprochen. Punkt %d der Liste mit der Nummer %d blieb offen, weil beide Seiten die Zahlen aus dem %d. Bericht anders lesen und niemand nachgeben will.\n\n", name, i, subject, p, i*7+p, i+p)
		}
		t.WriteString("Wir freuen uns über Ihre Hilfe, denn unser Blatt lebt allein von seinen Leserinnen und Lesern.\n")
		file := filepath.Join(dir, fmt.Sprint(i/1000), fmt.Sprintf("%06d.txt", i))
		if err := os.WriteFile(file, []byte(t.String()), 0o666); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPile imports folders of documents, first only to see, then for real,
// then again, and says how much memory that took at most and what of it a
// document costs:
//
//	go test -run xxx -bench Pile -benchtime 1x -timeout 1h ./cmd/chronik
func BenchmarkPile(b *testing.B) {
	program := compiled(b)
	for _, n := range []int{1_000, 10_000, 100_000} {
		dir := b.TempDir()
		writePile(b, filepath.Join(dir, "pile"), n)
		if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
			b.Fatal(err)
		}
		for _, run := range []struct{ name, flag string }{{"look", "--dry-run"}, {"write", "--dry-run=false"}, {"again", "--dry-run=false"}} {
			b.Run(fmt.Sprintf("%d/%s", n, run.name), func(b *testing.B) {
				for b.Loop() {
					cmd := exec.Command(program, "import", "--quiet", run.flag, "--content", filepath.Join(dir, "content"), filepath.Join(dir, "pile"))
					if out, err := cmd.CombinedOutput(); err != nil {
						b.Fatalf("%v: %.500s", err, out)
					}
					used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
					cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
					b.ReportMetric(float64(used.Maxrss)/1024, "MiB-peak")
					b.ReportMetric(cpu.Seconds(), "s-cpu")
					b.ReportMetric(float64(n)/cpu.Seconds(), "articles/s-cpu")
				}
			})
		}
	}
}
