package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"

	"chronik/internal/page"
)

// mostAddresses is how many addresses one sitemap may have.
const mostAddresses = 50000

// sitemap returns the map of the site for search engines, and the robots.txt
// that names it. Without the site's address there is neither. Redirects and
// 404.html are not in it. More addresses than one map may have stand in several
// with an index.
func (w *writer) sitemap(pages []page.Planned) []Planned {
	full := func(path string) string { return page.Address(w.c.Site, path) }
	if full("index.html") == "" {
		return nil
	}
	pages = slices.DeleteFunc(slices.Clone(pages), func(p page.Planned) bool { return p.Template == "404" || p.Template == "redirect" })
	files := []Planned{{"sitemap.xml", func(out *bytes.Buffer) { urlset(out, pages, full) }}}
	if len(pages) > mostAddresses {
		files = split(pages, full)
	}
	return append(files, Planned{"robots.txt", func(out *bytes.Buffer) {
		fmt.Fprintf(out, "User-agent: *\nAllow: /\nSitemap: %s\n", full("sitemap.xml"))
	}})
}

// split returns an index of sitemaps and the sitemaps.
func split(pages []page.Planned, full func(path string) string) []Planned {
	index := Planned{Path: "sitemap.xml"}
	var parts []Planned
	for of := range slices.Chunk(pages, mostAddresses) {
		parts = append(parts, Planned{"sitemap-" + strconv.Itoa(len(parts)+1) + ".xml", func(out *bytes.Buffer) { urlset(out, of, full) }})
	}
	index.Write = func(out *bytes.Buffer) {
		begin(out, "sitemapindex")
		for _, p := range parts {
			mapped(out, "sitemap", full(p.Path), "")
		}
		out.WriteString("</sitemapindex>\n")
	}
	return append([]Planned{index}, parts...)
}

func urlset(out *bytes.Buffer, pages []page.Planned, full func(path string) string) {
	begin(out, "urlset")
	for _, p := range pages {
		modified := ""
		if p.Event != nil {
			modified = p.Event.Updated().String()
		}
		mapped(out, "url", full(p.Path), modified)
	}
	out.WriteString("</urlset>\n")
}

func begin(out *bytes.Buffer, element string) {
	out.WriteString(xml.Header + "<" + element + ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
}

func mapped(out *bytes.Buffer, element, address, modified string) {
	out.WriteString(" <" + element + "><loc>")
	_ = xml.EscapeText(out, []byte(address)) // a Buffer takes everything
	out.WriteString("</loc>")
	if modified != "" {
		out.WriteString("<lastmod>" + modified + "</lastmod>")
	}
	out.WriteString("</" + element + ">\n")
}
