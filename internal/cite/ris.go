package cite

import (
	"fmt"
	"strings"
)

// RIS returns the entry in the format of reference managers, lines ending in
// CRLF.
func (e Entry) RIS() string {
	var b strings.Builder
	tag := func(name, value string) {
		if value = line(value); value != "" {
			b.WriteString(name + "  - " + value + "\r\n")
		}
	}
	tag("TY", "ELEC")
	tag("ID", e.ID)
	tag("TI", e.Title)
	tag("T2", e.Site)
	if d := e.Issued; !d.IsZero() {
		tag("PY", fmt.Sprintf("%04d", d.Year))
		tag("DA", fmt.Sprintf("%04d/%02d/%02d/", d.Year, d.Month, d.Day))
	}
	tag("ET", e.edition())
	tag("LA", e.Language)
	tag("UR", e.URL)
	tag("N1", e.Number)
	tag("N1", e.Stand)
	b.WriteString("ER  - \r\n")
	return b.String()
}
