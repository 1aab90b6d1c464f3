package edtf

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// An Error says why a text is not a date of the subset, and what to write
// instead where that can be guessed.
type Error struct {
	Value string
	Msg   string
	hint  string
}

// Hint returns what to write instead, "" if there is no guess.
func (e *Error) Hint() string { return e.hint }

func (e *Error) Error() string { return fmt.Sprintf("%q %s", e.Value, e.Msg) }

// MustParse is Parse for values known to be right; it panics on others.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic("edtf: " + err.Error())
	}
	return d
}

// Parse reads one value of the subset. Space around it is ignored, a time of
// day is cut. The error is an *Error.
func Parse(s string) (Date, error) {
	s = strings.TrimSpace(s)
	var d Date
	var err *Error
	switch {
	case s == "":
		err = &Error{Msg: "is empty", hint: "leave the key out if no date is known"}
	case s[0] == '[' || s[len(s)-1] == ']':
		d, err = parseSet(s)
	case s[0] == '{' || s[len(s)-1] == '}':
		err = &Error{Msg: "is a list of all days, which the chronology does not use", hint: `write "[A,B]" for one of several days or "A/B" for what lasted`}
	case strings.Contains(s, "/"):
		d, err = parseInterval(s)
	default:
		var p Part
		if p, err = parsePart(s); err == nil {
			d = single(p)
		}
	}
	if err != nil {
		err.Value = s
		return Date{}, err
	}
	return d, nil
}

func single(p Part) Date {
	lo, hi := p.Bounds()
	return Date{text: p.String(), form: Single, a: p, lo: lo, hi: hi}
}

func parseInterval(s string) (Date, *Error) {
	from, to, _ := strings.Cut(s, "/")
	if from == "" || from == ".." {
		return Date{}, &Error{Msg: "has no start", hint: fmt.Sprintf(`write "[..%s]" for one day not later than that`, to)}
	}
	if to == "" {
		return Date{}, &Error{Msg: "has no end", hint: fmt.Sprintf(`write "%s/.." for what still goes on`, from)}
	}
	a, err := parsePart(from)
	if err != nil {
		return Date{}, err
	}
	if to == ".." {
		lo, _ := a.Bounds()
		return Date{text: a.String() + "/..", form: Interval, a: a, lo: lo}, nil
	}
	b, err := parsePart(to)
	if err != nil {
		return Date{}, err
	}
	lo, _ := a.Bounds()
	_, hi := b.Bounds()
	if hi.Before(lo) {
		return Date{}, &Error{Msg: "ends before it starts", hint: fmt.Sprintf("write %q", b.String()+"/"+a.String())}
	}
	return Date{text: a.String() + "/" + b.String(), form: Interval, a: a, b: b, lo: lo, hi: hi}, nil
}

func parseSet(s string) (Date, *Error) {
	inner, okOpen := strings.CutPrefix(s, "[")
	inner, okClose := strings.CutSuffix(inner, "]")
	if !okOpen || !okClose {
		return Date{}, &Error{Msg: "has only one of its two brackets", hint: `write "[A..B]" for one day not known which`}
	}
	if strings.Contains(inner, ",") {
		return parseOneOf(inner)
	}
	from, to, ok := strings.Cut(inner, "..")
	if !ok {
		return Date{}, &Error{Msg: "is a set of one", hint: fmt.Sprintf("write %q without brackets", inner)}
	}
	a, err := parseMember(from)
	if err != nil {
		return Date{}, err
	}
	b, err := parseMember(to)
	if err != nil {
		return Date{}, err
	}
	if a == (Part{}) && b == (Part{}) {
		return Date{}, &Error{Msg: "has neither start nor end", hint: "leave the key out if no date is known"}
	}
	lo, _ := a.Bounds()
	_, hi := b.Bounds()
	if !lo.IsZero() && !hi.IsZero() && hi.Before(lo) {
		return Date{}, &Error{Msg: "ends before it starts", hint: fmt.Sprintf("write \"[%s..%s]\"", b, a)}
	}
	return Date{text: "[" + a.String() + ".." + b.String() + "]", form: Range, a: a, b: b, lo: lo, hi: hi}, nil
}

func parseOneOf(inner string) (Date, *Error) {
	var texts []string
	var a, b Part
	for member := range strings.SplitSeq(inner, ",") {
		if strings.Contains(member, "..") {
			return Date{}, &Error{Msg: "mixes a list and a stretch", hint: `write "[A..B]" or "[A,B]"`}
		}
		p, err := parseMember(member)
		if err != nil {
			return Date{}, err
		}
		if p == (Part{}) {
			return Date{}, &Error{Msg: "has an empty member", hint: `write "[A,B]"`}
		}
		if len(texts) > 0 {
			_, before := b.Bounds()
			if lo, _ := p.Bounds(); !lo.After(before) {
				return Date{}, &Error{Msg: "is not in order", hint: "list the days from first to last, each once"}
			}
		} else {
			a = p
		}
		b = p
		texts = append(texts, p.String())
	}
	lo, _ := a.Bounds()
	_, hi := b.Bounds()
	return Date{text: "[" + strings.Join(texts, ",") + "]", form: OneOf, a: a, b: b, lo: lo, hi: hi}, nil
}

// parseMember reads one end or member of a set; "" is an open end.
func parseMember(s string) (Part, *Error) {
	if s = strings.TrimSpace(s); s == "" {
		return Part{}, nil
	}
	p, err := parsePart(s)
	if err == nil && p.Qualifier != 0 {
		return Part{}, &Error{Msg: "has a qualifier inside a set", hint: "a set already says that the day is not known: leave ~, ? and % out"}
	}
	return p, err
}

var (
	timeOfDay  = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]\d\d(?::?\d\d){0,2}(?:[.,]\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)?$`)
	germanForm = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$`)
	looseForm  = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	unknownDay = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(?:XX|uu))+$`)
	qualified  = regexp.MustCompile(`[~?%]`)
)

func parsePart(s string) (Part, *Error) {
	s = strings.TrimSpace(s)
	p, n := digits(s)
	if n == 0 {
		if m := timeOfDay.FindStringSubmatch(s); m != nil {
			p, n = digits(m[1])
		}
	}
	if n == 0 {
		return Part{}, &Error{Msg: "is not a date", hint: hintFor(s)}
	}
	if p.Year == 0 {
		return Part{}, &Error{Msg: "has no year", hint: "years are 0001 to 9999"}
	}
	if n > 1 && (p.Month < 1 || p.Month > 12) && (p.Month < 21 || p.Month > 24) {
		return Part{}, &Error{Msg: fmt.Sprintf("has no month %02d", p.Month), hint: "months are 01 to 12, seasons 21 (spring) to 24 (winter)"}
	}
	if n > 2 {
		if p.Month > 12 {
			return Part{}, &Error{Msg: "gives a season a day", hint: "write the month instead of the season"}
		}
		if last := daysIn(p.Year, time.Month(p.Month)); p.Day < 1 || p.Day > last {
			return Part{}, &Error{Msg: fmt.Sprintf("has no day %02d", p.Day), hint: fmt.Sprintf("%04d-%02d has %d days", p.Year, p.Month, last)}
		}
	}
	return p, nil
}

// digits reads YYYY, YYYY-MM or YYYY-MM-DD with or without a qualifier, be
// there such a day or not. It returns how many of the three there are, 0 if s
// has another form. Every date of every file comes through here.
func digits(s string) (p Part, n int) {
	if len(s) > 0 && strings.IndexByte("~?%", s[len(s)-1]) >= 0 {
		p.Qualifier, s = s[len(s)-1], s[:len(s)-1]
	}
	if len(s) != len("YYYY") && len(s) != len("YYYY-MM") && len(s) != len("YYYY-MM-DD") {
		return Part{}, 0
	}
	numbers := [3]*int{&p.Year, &p.Month, &p.Day}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 4 || i == 7:
			if c != '-' {
				return Part{}, 0
			}
			n++
		case c < '0' || c > '9':
			return Part{}, 0
		default:
			*numbers[n] = *numbers[n]*10 + int(c-'0')
		}
	}
	return p, n + 1
}

// hintFor guesses what was meant by a text that is no date.
func hintFor(s string) string {
	if m := germanForm.FindStringSubmatch(s); m != nil {
		return fmt.Sprintf("write %s-%02s-%02s", m[3], m[2], m[1])
	}
	if m := looseForm.FindStringSubmatch(s); m != nil {
		return fmt.Sprintf("write %s-%02s-%02s", m[1], m[2], m[3])
	}
	if m := unknownDay.FindStringSubmatch(s); m != nil {
		return "write " + strings.TrimSuffix(m[1]+"-"+m[2], "-")
	}
	if strings.Contains(s, "..") {
		return fmt.Sprintf(`write "[%s]" for one day of that stretch`, s)
	}
	if qualified.MatchString(s) {
		return "a qualifier ~, ? or % stands once, at the end"
	}
	return "write YYYY-MM-DD, YYYY-MM or YYYY"
}
