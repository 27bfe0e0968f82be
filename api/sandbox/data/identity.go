package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"winkterm/api/wire"
	"winkterm/assets"
)

func identities(r *reading) []wire.Identity {
	if r.Payslip != nil {
		return slipIdentities(r)
	}
	l := r.life
	i := wire.Identity{
		Origin: r.origin("i", 0, 0), FullName: r.Person.FullName, FirstName: &l.FirstName, LastName: &l.LastName,
		MiddleName: optional(l.MiddleName), Suffix: optional(l.Suffix),
		Gender: l.Gender, MaritalStatus: l.MaritalStatus, DateOfBirth: new(r.born().String()),
		CountryResidence: new(r.Person.Country), Citizenship: new("Citizen"), ReferenceID: new(r.member()),
		Emails:         []wire.Email{{Address: cmp.Or(r.Email, r.Person.Email), Type: "Primary"}},
		Phones:         []wire.Phone{{Number: dialled(r.Person.Mobile), Type: "Mobile"}},
		SocialProfiles: []wire.SocialProfile{}, Addresses: []wire.Address{r.address()},
	}
	if r.Person.Name != l.Person {
		first, last, _ := strings.Cut(r.Person.FullName, " ")
		i.FirstName, i.MiddleName, i.LastName, i.Suffix, i.Gender = &first, nil, optional(last), nil, ""
	}
	if r.Provider.Type == wire.TypeGig {
		i.ProfileURL = new("https://profiles.example.invalid/" + r.Provider.ID + "/" + *i.ReferenceID)
		i.SocialProfiles = []wire.SocialProfile{{URL: l.SocialProfile.URL, Type: l.SocialProfile.Type}}
	}
	return []wire.Identity{i}
}

// born is the day of birth; that of an alias lies within two years of it.
func (r *reading) born() day {
	told, _ := parseDay(r.life.Born)
	born := dayOf(told.time().AddDate(r.era.year(), 0, 0))
	if !r.documented() {
		born += day(r.luck.on(4).below(1461) - 730)
	}
	return born
}

// member is the person's number at the provider: the social security number
// where one logs in by it.
func (r *reading) member() string {
	if r.Alias == "" && r.Person.SSNumber != "" && slices.Contains(r.Provider.Login, assets.LoginSSNumber) {
		return r.Person.SSNumber
	}
	return r.place().on(3).fill("##########")
}

func (r *reading) address() wire.Address {
	a := &r.life.Address
	house := a.House
	if !r.documented() {
		house = 1 + r.luck.on(5).below(180)
	}
	line1 := fmt.Sprintf("%d %s", house, a.Line1)
	return wire.Address{
		FullAddress: new(strings.Join([]string{line1, a.Line2, a.City, a.Region, a.Zip, r.Person.Country}, ", ")),
		Line1:       &line1, Line2: &a.Line2, City: &a.City, Region: &a.Region, Zip: &a.Zip, Country: new(r.Person.Country),
		Latitude: &a.Latitude, Longitude: &a.Longitude, Type: "Primary", Tags: []string{"Primary", "Home"},
	}
}

// optional gives nil for what is not there.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// dialled gives a phone number as assets.Person writes it in one piece: +639559991234.
func dialled(text string) string { return strings.NewReplacer("(", "", ")", "", " ", "").Replace(text) }
