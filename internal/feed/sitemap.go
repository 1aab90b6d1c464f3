package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"

	"chronik/internal/page"
)

// mostAddresses is how many addresses one sitemap may have.
const mostAddresses = 50000

// sitemap returns the map of the site for search engines, and the robots.txt
// that names it. Without the site's address there is neither. Redirects and
// 404.html are not in it.
func (w *writer) sitemap(pages []page.Planned) []File {
	if page.Address(w.c.Site, "index.html") == "" {
		return nil
	}
	var addresses [][]byte
	for _, p := range pages {
		if p.Template == "404" || p.Template == "redirect" {
			continue
		}
		modified := ""
		if p.Event != nil {
			modified = p.Event.Updated().String()
		}
		addresses = append(addresses, mapped("url", page.Address(w.c.Site, p.Path), modified))
	}
	files := []File{{"sitemap.xml", urlset("urlset", addresses)}}
	if len(addresses) > mostAddresses {
		files = split(addresses, func(path string) string { return page.Address(w.c.Site, path) })
	}
	return append(files, File{"robots.txt", fmt.Appendf(nil, "User-agent: *\nAllow: /\nSitemap: %s\n", page.Address(w.c.Site, "sitemap.xml"))})
}

// split returns an index of sitemaps and the sitemaps.
func split(addresses [][]byte, full func(string) string) []File {
	var parts []File
	var index [][]byte
	for at := 0; at < len(addresses); at += mostAddresses {
		path := "sitemap-" + strconv.Itoa(len(parts)+1) + ".xml"
		parts = append(parts, File{path, urlset("urlset", addresses[at:min(at+mostAddresses, len(addresses))])})
		index = append(index, mapped("sitemap", full(path), ""))
	}
	return append([]File{{"sitemap.xml", urlset("sitemapindex", index)}}, parts...)
}

func mapped(element, address, modified string) []byte {
	var b bytes.Buffer
	b.WriteString(" <" + element + "><loc>")
	_ = xml.EscapeText(&b, []byte(address)) // a Buffer takes everything
	b.WriteString("</loc>")
	if modified != "" {
		b.WriteString("<lastmod>" + modified + "</lastmod>")
	}
	b.WriteString("</" + element + ">\n")
	return b.Bytes()
}

func urlset(element string, lines [][]byte) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<" + element + ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, l := range lines {
		b.Write(l)
	}
	b.WriteString("</" + element + ">\n")
	return b.Bytes()
}
