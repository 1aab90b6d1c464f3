package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
)

// events is the stream a page listens to. Its query holds the page's path and
// the version it has; a page that missed a change while it was not listening is
// told at once. Events:
//
//	reload    what stands at the path has changed
//	style     only style sheets of it have
//	problems  the content has problems now; data is a JSON array of lines
//	solved    it has none any more
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Time{}) // a stream stays open
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if r.Method == http.MethodHead {
		return
	}
	address, version := r.URL.Query().Get("path"), r.URL.Query().Get("version")
	g := s.now.Load()
	if version == "" {
		version = g.version(address)
	}
	message := ": listening\n\n"
	troubled := false
	for {
		if v := g.version(address); v != version {
			name := "reload"
			if rest, _, _ := strings.Cut(v, "-"); strings.HasPrefix(version, rest+"-") {
				name = "style"
			}
			version = v
			message += event(name, "")
		}
		if g.site != nil && len(g.troubles) > 0 { // without a site the page itself tells them
			troubled = true
			message += event("problems", encode(g.troubles))
		} else if troubled {
			troubled = false
			message += event("solved", "")
		}
		if message != "" {
			if _, err := w.Write([]byte(message)); err != nil || control.Flush() != nil {
				return
			}
			message = ""
		}
		select {
		case <-r.Context().Done():
			return
		case <-g.replaced:
			g = s.now.Load()
		}
	}
}

func event(name, data string) string { return "event: " + name + "\ndata: " + data + "\n\n" }

// encode writes lines as JSON, which has no line breaks.
func encode(lines []string) string {
	data, err := json.Marshal(lines)
	if err != nil {
		panic(err) // strings can always be written
	}
	return string(data)
}

var loaded = regexp.MustCompile(`(?:href|src)="([^"#?]+\.(?:css|js|svg|png|jpe?g|webp|avif|woff2))"`)

// version tells apart what a browser shows at an address: the page with the
// scripts and pictures it names, and after a hyphen its style sheets.
func (g *generation) version(address string) string {
	name, data, _ := g.at(address)
	rest, styles := sha256.New(), sha256.New()
	rest.Write([]byte(name + "\x00"))
	rest.Write(data)
	dir := path.Dir(strings.TrimPrefix(address, "/"))
	for _, m := range loaded.FindAllSubmatch(data, -1) {
		if g.site == nil {
			break
		}
		file := path.Join(dir, string(m[1]))
		part, _, _ := g.site.File(file)
		into := rest
		if path.Ext(file) == ".css" {
			into = styles
		}
		into.Write([]byte{0})
		into.Write(part)
	}
	return hex.EncodeToString(rest.Sum(nil)[:8]) + "-" + hex.EncodeToString(styles.Sum(nil)[:8])
}
