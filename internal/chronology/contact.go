package chronology

import "slices"

// Contact reports whether an event is one: it was held, its kind is one of
// contact, and at least two ministers took part, among them the pivot if the
// site has one.
func (c *Chronology) Contact(e *Event) bool {
	k := c.Content.Kind(e.Kind)
	pivot := c.Content.Site.Pivot
	return e.Held() && k != nil && k.Contact && len(e.Ministers) > 1 && (pivot == "" || slices.Contains(e.Ministers, pivot))
}

// Contacts returns the events that are contacts.
func (c *Chronology) Contacts() []*Event {
	var contacts []*Event
	for _, e := range c.Events {
		if c.Contact(e) {
			contacts = append(contacts, e)
		}
	}
	return contacts
}
