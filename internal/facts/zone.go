package facts

import (
	"regexp"
	"time"

	"chronik/internal/content"
)

// universal is a moment in universal time: 2023-05-14T23:30:00Z, 2023-05-14
// 23:30 UTC. A moment with another offset has its local day already.
var universal = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT)\b|\+00:?00\b)`)

// localDay returns the day, as YYYY-MM-DD, on which a moment in universal time
// that stamp begins with was at the outlet; "" if it begins with none.
func localDay(stamp string, zone *time.Location) string {
	m := universal.FindStringSubmatch(stamp)
	if m == nil {
		return ""
	}
	at, err := time.Parse("2006-01-02 15:04", m[1]+" "+m[2])
	if err != nil {
		return ""
	}
	return at.In(zone).Format(time.DateOnly)
}

// zone returns the time zone of whoever published a source: its outlet's, or
// that of most outlets.
func (r *Reader) zone(src Source) *time.Location {
	name := "Europe/Berlin"
	outlet := (*content.Outlet)(nil)
	if src.Outlet != "" {
		outlet = r.content.OutletNamed(src.Outlet)
	}
	if outlet == nil {
		outlet = r.content.OutletOf(src.URL)
	}
	if outlet != nil && outlet.Timezone != "" {
		name = outlet.Timezone
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

// PublishedDay returns what a document says of its publication, with a moment
// in universal time turned into the day it was at the outlet.
func (r *Reader) PublishedDay(stamp string, src Source) string {
	if day := localDay(stamp, r.zone(src)); day != "" {
		return day
	}
	return stamp
}
