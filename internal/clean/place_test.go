package clean

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// site is a page with something beside the article, between its paragraphs, or
// around them.
func site(head, before, middle, after string) string {
	return `<!doctype html><html lang="de"><head>` + head + `</head><body>
<div id="kopf"><a href="/">Seeblatt</a> <a href="/see">See</a></div>
` + before + `
<main><article><h1>` + top + `</h1>
<p>` + first + `</p>
` + middle + `
<p>` + second + `</p>
</article></main>
` + after + `
</body></html>`
}

const fish = "Der Fischmarkt am Hafen öffnet wieder, und zwar schon am frühen Morgen um fünf Uhr."

// placeCases show the rules on places in HTML: a page of which a line is
// dropped, and one much like it of which a line must be left alone.
var placeCases = []struct {
	rule           string
	page, drops    string
	leaves, stands string
}{
	{"page-fact", site(`<meta property="article:published_time" content="2031-05-06T07:08:00+02:00">`, "", "", ""), "published: 2031-05-06T07:08:00+02:00",
		site("", "", "<p>"+fish+"</p>", ""), fish},
	{"page-comments", site("", "", "", `<div class="comment-list"><p>`+fish+`</p></div>`), fish,
		site("", "", `<p class="commentary-free">`+fish+`</p>`, ""), fish},
	{"page-navigation", site("", `<nav><ul><li>Wetter am See</li></ul></nav>`, "", ""), "Wetter am See",
		site("", "", `<p id="navigator">`+fish+`</p>`, ""), fish},
	{"page-related", site("", "", `<aside><p>`+fish+`</p></aside>`, ""), fish,
		site("", "", `<p class="teaser">`+fish+`</p>`, ""), fish},
	{"page-account", site("", "", `<div class="newsletter-box"><p>`+fish+`</p></div>`, ""), fish,
		strings.ReplaceAll(site("", "", "<p>"+fish+"</p>", ""), "<article>", `<article class="has-paywall">`), fish},
	{"page-caption", site("", "", `<figure><img src="boot.jpg"><figcaption>`+fish+`</figcaption></figure>`, ""), fish,
		site("", "", `<p class="captioning">`+fish+`</p>`, ""), fish},
	{"page-byline", site("", "", `<div class="byline">Jaro Beispiel, Musterstadt</div>`, ""), "Jaro Beispiel, Musterstadt",
		site("", "", `<div class="author"><p>`+fish+`</p></div>`, ""), fish},
	{"page-caption", site("", "", `<div class="aufmacherbild"><p>`+fish+`</p></div>`, ""), fish,
		site("", "", `<div class="weltbilder"><p>`+fish+`</p></div>`, ""), fish},
	{"page-links", site("", "", `<p><a href="/a">Neue Netze für alte Boote am See</a></p>`, ""), "Neue Netze für alte Boote am See",
		site("", "", `<p>Das Amt nannte den <a href="/see">See</a> einen guten Ort für <a href="/a">Boote</a> und Netze.</p>`, ""), "Das Amt nannte den See einen guten Ort für Boote und Netze."},
	{"page-box", site("", "", `<div class="i3"><h4>Zur Person</h4><p>`+fish+`</p></div>`, ""), fish,
		site("", "", `<div class="i3"><h4>Auf dem Markt</h4><p>`+fish+`</p></div>`, ""), fish},
	{"page-outside", site("", "", "", `<div><p>`+fish+`</p><h3><a href="/a">Neue Netze für alte Boote</a></h3><h3><a href="/b">Alte Boote am See</a></h3></div>`), fish,
		site("", "", `<div><p>`+fish+`</p></div>`, ""), fish},
}

// card is what leads to another article.
func card(title, lead string) string {
	return `<div class="q7"><h3><a href="/a">` + title + `</a></h3><p>` + lead + `</p></div>`
}

// The day of publication stands by its label, in a line with another day too.
func TestPublishedLabel(t *testing.T) {
	for line, want := range map[string]string{
		"Aktualisiert am 7. Mai 2031, veröffentlicht am 6. Mai 2031": "2031-05-06",
		"Datum 06.05.2031":                        "2031-05-06",
		"Seeblatt, vom 06.05.2031, S. 4":          "2031-05-06",
		"Nächste Sitzung des Amtes am 06.05.2031": "",
	} {
		got := ""
		for _, m := range Document(open(t, site("", "", "", "<div>"+line+"</div>")), nil).Mined {
			if m.What == Published {
				got = m.Value
			}
		}
		if strings.HasPrefix(line, "Seeblatt") { // it is printed by the headline
			got = ""
			for _, m := range Document(open(t, strings.Replace(site("", "", "", ""), "</h1>", "</h1><div>"+line+"</div>", 1)), nil).Mined {
				got = m.Value
			}
		}
		if got != want {
			t.Errorf("%q: published %q, want %q", line, got, want)
		}
	}
}

// Linked data of another article says nothing of this one.
func TestLinkedDataOfAnother(t *testing.T) {
	for headline, want := range map[string][]string{
		"Im Fischfang beraten Minister": {"2031-05-06"},
		"Hochwasser: Pegel fallen":      nil,
	} {
		a := Document(open(t, site(`<title>`+top+`</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"`+headline+`","datePublished":"2031-05-06"}</script>`, "", "", "")), nil)
		var got []string
		for _, m := range a.Mined {
			if m.What == Published {
				got = append(got, m.Value)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || a.Headline != top {
			t.Errorf("linked data on %q: headline %q, published (-want +got):\n%s", headline, a.Headline, diff)
		}
	}
}

// What no element's name tells, the tree does.
func TestNamelessPlaces(t *testing.T) {
	const boats = "Alte Boote werden am See für wenig Geld verkauft, doch nur an Leute mit Schein."
	cards := `<div class="x1">` + card("Neue Netze für den See", fish) + card("Alte Boote im Angebot", boats) + `</div>`
	for _, c := range []struct {
		shows, page string
		want        []string
	}{
		{"cards below the text", site("", "", "", cards), []string{first, second}},
		{"cards between paragraphs", site("", "", cards, ""), []string{first, second}},
		{"a small box with a link between paragraphs", site("", "", card("Neue Netze für den See", fish), ""), []string{first, second}},
		{"a section with a link in it", site("", "", `<div><h3>Frühe Stunde</h3><p>`+fish+` <a href="/a">Der Hafen</a> liegt am See.</p></div>`, ""), []string{first, "Frühe Stunde", fish + " Der Hafen liegt am See.", second}},
		{"what follows on the text in another element", strings.Replace(site("", "", "", ""), "</article>", "</article><div><p>"+fish+"</p></div>", 1), []string{first, second}},
		{"a paragraph beside the element of most of the text", strings.Replace(site("", "", "", ""), "</article>", "</article><p>"+fish+"</p>", 1), []string{first, second, fish}},
		{"a ticker above the headline", site("", `<section><ul><li><h3>Ticker</h3><p>`+fish+`</p></li><li><p>`+boats+`</p></li></ul></section>`, "", ""), []string{first, second}},
		{"an article called after its comments", "<!doctype html><body><h1>" + top + `</h1><p>` + fish + ` ` + boats + ` Mehr sagte niemand.</p><div class="entry comments-off"><p>` + first + "</p><p>" + second + "</p></div>", []string{fish + " " + boats + " Mehr sagte niemand.", first, second}},
		{"the next story of a page that scrolls on", strings.Replace(site("", "", "", ""), "</article>", "</article><article><h1>Alte Boote am See</h1><p>"+fish+"</p><p>"+boats+"</p></article>", 1), []string{first, second}},
		{"a wall with a heading of its own", site("<title>"+top+"</title>", `<div><div><h1>Bitte einmal lesen</h1><p>`+fish+`</p><p>`+boats+" "+boats+`</p></div></div>`, "", ""), []string{first, second}},
		{"a heading over a box and a paragraph", site("", "", `<h2>Frühe Stunde</h2><aside><p>`+boats+`</p></aside><p>`+fish+`</p>`, ""), []string{first, "Frühe Stunde", fish, second}},
		{"a heading over a box alone", site("", "", `<h2>Zum Weiterlesen</h2><aside><p>`+boats+`</p></aside>`, ""), []string{first, second}},
		{"a list that a short line announces", site("", "", `<p>Man einigte sich auf drei Punkte:</p><ul><li>weite Netze,</li><li>leise Boote,</li><li>und Ruhe am Morgen</li></ul>`, ""), []string{first, "Man einigte sich auf drei Punkte:", "weite Netze,", "leise Boote,", "und Ruhe am Morgen", second}},
		{"who wrote when, below the lead", site("", "", `<div>von Jaro Beispiel</div><div>4. März 2031, 9.05 Uhr</div><div>3 Min. Lesezeit</div>`, ""), []string{first, second}},
	} {
		a := Document(open(t, c.page), nil)
		if diff := cmp.Diff(c.want, strings.Split(a.Body(), "\n\n")); diff != "" {
			t.Errorf("%s: the article (-want +got):\n%s\ndropped %v", c.shows, diff, a.Dropped)
		}
	}
}

func TestPlaceRules(t *testing.T) {
	for _, c := range placeCases {
		a := Document(open(t, c.page), nil)
		if !slices.ContainsFunc(a.Dropped, func(d Dropped) bool { return d.Text == c.drops && d.Rule == c.rule }) {
			t.Errorf("rule %s leaves %q, want it dropped; dropped %v", c.rule, c.drops, a.Dropped)
		}
		if diff := cmp.Diff([]string{first, second}, strings.Split(a.Body(), "\n\n")); diff != "" {
			t.Errorf("rule %s: the article (-want +got):\n%s", c.rule, diff)
		}
		if a.Headline != top {
			t.Errorf("rule %s: headline %q, want %q", c.rule, a.Headline, top)
		}
		a = Document(open(t, c.leaves), nil)
		if !slices.Contains(strings.Split(a.Body(), "\n\n"), c.stands) {
			t.Errorf("rule %s drops %q, want it left alone; dropped %v", c.rule, c.stands, a.Dropped)
		}
	}
}

// The headline is what the heading and the head of the page agree on.
func TestHeadlineOfPages(t *testing.T) {
	const body = "<p>" + first + "</p><p>" + second + "</p>"
	for _, c := range []struct{ shows, head, body, want string }{
		{"a heading alone", "", "<h1>" + top + "</h1>" + body, top},
		{"the name of the site in the heading", "<title>" + top + " | Seeblatt</title>", "<h1>Seeblatt</h1><h2>" + top + "</h2>" + body, top},
		{"a kicker in the heading", `<meta property="og:title" content="` + top + `">`, "<h1>Utopia: " + top + "</h1>" + body, top},
		{"a kicker in an element of its own", "<title>Fischerei: " + top + " - Seeblatt</title>", `<h1><span class="topline">Fischerei</span>` + top + "</h1>" + body, top},
		{"a title for search engines", `<meta property="og:title" content="Fischfang in Utopia: Das ist jetzt wichtig">`, "<h1>" + top + "</h1>" + body, top},
		{"a separator between kicker and headline", "<title>" + top + "</title>", `<h1><span class="kicker">Fischerei</span><span>: </span>` + top + "</h1>" + body, top},
		{"the outlet's name in a heading that is a link", "<title>Seeblatt am Morgen: Fische: " + top + "</title>", "<h1><a href='/'>Seeblatt am Morgen</a></h1><h2>" + top + "</h2>" + body, top},
		{"a title that is the same on all pages", "<title>Seeblatt im Netz - Aktuelles</title>", "<table><tr><td>" + top + "</td></tr><tr><td>" + body + "</td></tr></table>", top},
		{"the outlet's name and motto in a heading", "<title>" + top + " - Seeblatt</title>", "<h1>Seeblatt – Alles vom Wasser</h1>" + body, top},
		{"a kicker that the title sets apart", "<title>Fischerei - " + top + "</title>", "<p><span>Fischerei</span><span>" + top + "</span></p>" + body, top},
		{"a title cut short", "<title>Minister beraten in Musterstadt - Pressedienst</title>", "<div>" + top + "</div>" + body, top},
		{"a day in a heading above", "<title>Kaffee am See: " + top + "</title>", "<h2>Samstag, 7. Mai 2031</h2><h3>" + top + "</h3>" + body, top},
		{"the page of an archive around the page", "<title>Kopie</title>", "<div><p>" + fish + "</p></div><div><title>" + top + " :: Seeblatt</title><h2>" + top + "</h2>" + body + "</div>", top},
		{"no heading", `<meta property="og:site_name" content="Seeblatt"><title>` + top + " – Seeblatt</title>", body, top},
		{"linked data", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + top + `"}</script><title>Seeblatt - ` + top + `</title>`, "<h1><a href='/'>Das Blatt vom See für alle Leser</a></h1><div>" + body + "</div>", top},
	} {
		page := "<!doctype html><html><head>" + c.head + "</head><body>" + c.body + "</body></html>"
		a := Document(open(t, page), nil)
		if a.Headline != c.want {
			t.Errorf("%s: headline %q, want %q", c.shows, a.Headline, c.want)
		}
		d := open(t, page)
		if got := d.Text[a.HeadlineOffset:]; !strings.HasPrefix(got, a.Headline) {
			t.Errorf("%s: the text at %d is %.40q, want the headline", c.shows, a.HeadlineOffset, got)
		}
	}
}

// What is mined from HTML stands in the document's text where it says.
func TestMinedFromPages(t *testing.T) {
	page := site(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2031-05-06T23:30:00Z","dateModified":"2031-05-08","author":{"name":"Jaro Beispiel"},"publisher":{"name":"Seeblatt"}}]}</script>
<meta name="date" content="6. Mai 2031">`, "", `<div class="article-date">Stand: 06.05.2031, 09:00 Uhr</div>`, "")
	d := open(t, page)
	a := Document(d, nil)
	type mined struct{ What, Value, Rule string }
	var got []mined
	for _, m := range a.Mined {
		got = append(got, mined{m.What, m.Value, m.Rule})
		if q := d.Text[m.Offset : m.Offset+len(m.Quote)]; q != m.Quote {
			t.Errorf("quote %q, text at %d is %q", m.Quote, m.Offset, q)
		}
	}
	want := []mined{
		{Published, "2031-05-06", "json-ld"}, {Updated, "2031-05-08", "json-ld"}, {Author, "Jaro Beispiel", "json-ld"}, {Outlet, "Seeblatt", "json-ld"},
		{Published, "2031-05-06", "meta"}, {Published, "2031-05-06", "page-byline"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mined (-want +got):\n%s", diff)
	}
}
