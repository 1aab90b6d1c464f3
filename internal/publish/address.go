package publish

import (
	"regexp"
	"strings"
)

// github is the address of a repository there, in the forms git knows.
var github = regexp.MustCompile(`^(?:https?://(?:[^/@]+@)?github\.com/|(?:ssh|git)://(?:[^/@]+@)?(?:ssh\.)?github\.com(?::\d+)?/|(?:[^/@:]+@)?github\.com:/?)([^/]+)/([^/]+?)(?:\.git)?/?$`)

// Address returns where GitHub Pages shows what is published to a remote: at
// the domain of cname, if that is not empty, else below github.io. It is "" if
// the remote is not at github.com.
func Address(remote, cname string) string {
	m := github.FindStringSubmatch(remote)
	if m == nil {
		return ""
	}
	if cname != "" {
		return "https://" + strings.ToLower(cname) + "/"
	}
	host := strings.ToLower(m[1]) + ".github.io"
	if strings.EqualFold(m[2], host) {
		return "https://" + host + "/"
	}
	return "https://" + host + "/" + m[2] + "/"
}
