// Package internal is the map of the house; the code stands in the packages
// below it.
//
// The content file is the waist of an hourglass. Left of it a raw article
// becomes a content file (import half); right of it content files become a
// site (build half); the halves never import each other. Knowledge about the
// world (names, spellings, keywords, outlets, kinds of event) lives in content/
// as Markdown with front matter; knowledge about German lives in one package;
// knowledge about how pages look lives in templates/ and static/. A page is a
// value: everything it will say is in a plain struct, and a template can only
// arrange. Everything is read through fs.FS; only cmd/chronik knows which disk,
// embed or test map stands behind it.
//
//	         import half               waist                    build half
//	raw -> clean -> facts -> importer ==> content/*.md ==> content -> rights -> chronology -> page -> render -> output
//
// # Packages
//
// A package is one word of the trade and one sentence. Those marked planned do
// not exist yet.
//
//	diag        What is wrong, where (file:line:col), and what to do about it; problems are collected, then reported once.
//	edtf        A date known to the day, month, season, year, lasting (A/B) or one of several days ([A..B]): parse, format, bounds, order.
//	matter      Splits front matter from body and decodes it strictly with positions (only home of adrg/frontmatter and YAML).
//	html        Reads HTML into blocks and attributes (only home of x/net/html).
//	german      Reading German: months, weekdays, folding (ä=ae, ß=ss), inflection of names and keywords.
//	lang        Writing for readers: words, plurals, month names, date patterns, collation and path words of the site's language.
//	warc        Reads and writes the records of a WARC archive in order.
//	fetch       Gets pages from the net, politely and within bounds (only home of robotstxt).
//	gap         Lays a register of known contacts beside the chronology and says what each lacks.
//	parallel    Does the same for many things on all processors.
//	overlay     Lays one file system over another (a user's file wins over the built-in one; hides dotfiles and Go sources).
//	content     The content files: what an article, a minister, a topic says, and how it is written down.
//	raw         Opens what was scraped, gives it back block by block with line numbers, keeps it under its SHA-256.
//	clean       Keeps the article, drops the rest, and says by which named rule.
//	syntax      Takes German prose apart into sentences, clauses and words, and reads the tense of a clause.
//	timex       Finds time expressions in German prose, and says which days they mean and in what role (event, before, after, deadline, background).
//	facts       Reads facts out of a clean text (when, who, what about, where, which kind), each with the words that prove it.
//	linkage     Tells which articles are of one event, by their facts and their texts (record linkage).
//	importer    Turns raw documents into content files, joins those of one event; never touches what a human wrote.
//	evaluate    Scores the importer on labelled pages.
//	rights      Takes away what may not be shown under a profile, once, before anything downstream.
//	chronology  Puts events in order: groups articles by event id, before and after, by minister, year, topic and their crossings.
//	rhythm      Measures how events lie in time: how dense, how long there were none, what came first, and what became of what was promised.
//	edition     Keeps the entries as they were shown, and says what has become of them since.
//	markdown    Turns Markdown into safe HTML and resolves its links (only importer of goldmark).
//	cite        How an event is cited: text, CSL-JSON, BibTeX, RIS, JSON-LD.
//	strip       Lays events out on a ruler of time: signs in lanes, bars, spans and terms of office, in percent and pixels.
//	page        Plans the site: which pages exist, at which path, and exactly what each one says; hrefs are finished here.
//	render      Turns a planned page into bytes through the templates.
//	feed        Writes what machines read: Atom, JSON Feed, iCalendar, CSV/JSON, sitemap.
//	search      Builds the offline index that static/search.js reads as classic scripts.
//	output      Keeps the output folder: writes what changed, removes only what it once wrote, switches over whole.
//	check       The rules that content must satisfy.
//	audit       Proofs on finished bytes and on stored raw text: site links, rights, evidence.
//	build       Runs the build half once from an immutable snapshot.
//	watch       Gathers file changes into calm batches (only importer of fsnotify).
//	serve       Shows the site locally from memory, rebuilds and reloads on change, shows problems.
//	publish     Puts a built site on a gh-pages branch, safely.
//	bundle      Makes editions for reading away from the net (ZIP, EPUB, single page).
//
// Beside them stand templates and static, the built-in look, and cmd/chronik:
// flags, words to the user, exit codes, the clock; the only place that joins
// the parts.
//
// # Arrows
//
// A package imports only what its line in arrows_test.go names, and an outside
// module has one home. A new arrow changes the table in the same commit and
// says why.
//
// # Rules that everything rests on
//
//  1. Dates are EDTF values of the subset in package edtf; a value claims a day
//     only if both bounds are that day and nothing qualifies it. An unknown year
//     is not written: the value is the set of possible days.
//  2. Entries are in the order of their sort day, narrower before wider, then
//     id. An entry belongs to the year of its sort day; other years it touches
//     carry one line that links to it.
//  3. Names never move. A slug is a file name, unique over all years; the year
//     folder is never part of an address. Import finds its own file again and
//     keeps the name.
//  4. One page per event; it holds each of its articles as a section.
//  5. The importer decides which articles tell of one event and writes
//     event.id; chronology only groups.
//  6. The clock is read only in cmd/chronik. Import writes today into `added` of
//     a new file; build never reads the clock: "Stand" is the newest added or
//     changed day.
//  7. A time with an offset keeps its local day; UTC is turned into the outlet's
//     time zone.
//  8. Rights are applied once, by package rights; nothing downstream knows
//     policies.
//  9. Human before machine: import rewrites a file only if it is unreviewed and
//     still has the hash of what import wrote.
//  10. A build is stopped only by what makes a page wrong or impossible;
//     everything else is a warning in build and exit 1 in check.
package internal
