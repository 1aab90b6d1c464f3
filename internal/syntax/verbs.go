package syntax

// The marks of tense, folded.
var (
	pluperfectVerbs = []string{"hatte", "hatten", "war", "waren"}
	perfectVerbs    = []string{"hat", "haben", "ist", "sind", "wurde", "wurden", "worden", "habe", "sei", "seien"}
	futureWords     = []string{"wird", "werden", "soll", "sollen", "will", "wollen", "plant", "planen", "geplant", "geplante", "geplanten", "vorgesehen", "angesetzt", "voraussichtlich",
		"koennte", "koennten", "moechte", "moechten", "bevor", "bevorsteht", "bevorstehen", "demnaechst", "erwartet", "anstehende", "anstehenden", "bevorstehende", "bevorstehenden", "werde", "solle", "wolle", "wuerden", "wuerde", "ansteht", "anberaumt", "ankuendigt"}
	presentVerbs = []string{"trifft", "treffen", "kommt", "kommen", "reist", "reisen", "spricht", "sprechen", "empfaengt", "beraet", "beraten", "fliegt", "beginnt", "findet", "finden", "stattfindet", "stattfinden", "tagt", "tagen", "laeuft", "endet", "sieht", "sehen", "geht", "gehen", "steht", "stehen", "haelt", "halten", "gibt", "geben"}
	pastVerbs    = []string{"traf", "trafen", "sprach", "sprachen", "kam", "kamen", "fand", "fanden", "gab", "gaben", "ging", "gingen", "rief", "riefen", "empfing", "empfingen", "warf", "warfen",
		"wies", "wiesen", "hielt", "hielten", "begann", "begannen", "schrieb", "schrieben", "liess", "liessen", "blieb", "blieben", "verwies", "stand", "standen", "nahm", "nahmen", "lud", "luden", "bat", "baten",
		"unterbrach", "beriet", "berieten", "schlug", "schlugen", "unterstrich", "bestritt", "trat", "traten", "sah", "sahen", "nannte", "nannten", "brachte", "brachten", "flog", "reiste", "reisten", "uebergab", "verlief", "verliefen",
		// Weak verbs whose past looks like a participle before a noun.
		"erklaerte", "erklaerten", "betonte", "betonten", "bestaetigte", "bestaetigten", "verlangte", "verlangten", "bezeichnete", "bezeichneten", "berichtete", "berichteten", "versicherte", "versicherten", "besuchte", "besuchten",
		"begruesste", "begruessten", "bekraeftigte", "bekraeftigten", "vereinbarten", "verabredeten", "verurteilte", "unterstuetzte", "bedauerte", "beklagte", "entgegnete", "erwaehnte", "eroerterten", "erinnerte", "verhandelten", "unterzeichneten", "uebermittelte"}
)

var notVerbs = []string{"heute", "bitte", "erste", "ersten", "zweite", "zweiten", "dritte", "dritten", "vierten", "fuenften", "letzte", "letzten", "beste", "besten", "rechte", "rechten", "weite", "weiten", "konnten", "naechste", "naechsten",
	"koennte", "koennten", "sollten", "hatte", "hatten", "gute", "guten", "selten", "unten", "breiten", "breite", "direkte", "direkten", "konkrete", "konkreten", "beraten", "vertreten", "treten", "arbeiten", "bereiten", "erhalten", "halten", "enthalten", "bekannte", "bekannten", "gesamte", "gesamten", "westen", "osten", "erwarten", "antworten", "leisten", "sechsten", "siebten", "achten", "zehnten", "wichtigste", "wichtigsten", "groesste", "groessten", "hoechste", "hoechsten"}

var (
	earlierWords = []string{"zuvor", "vorher", "zuletzt", "damals", "seinerzeit", "einst", "urspruenglich", "zunaechst", "erstmals"}
	relatives    = []string{"der", "die", "das", "dem", "den", "welcher", "welche", "welches", "deren", "dessen", "wo"}
	// Verbs of those who report, with the particle that may follow far behind.
	reportVerbs = []string{"meldet", "meldete", "meldeten", "berichtet", "berichtete", "berichteten", "teilte", "teilten", "verlautete", "hiess", "veroeffentlichte", "veroeffentlicht", "mitteilte", "mitteilten", "bestaetigte", "bestaetigten", "mitgeteilt", "bekannt", "kuendigte", "kuendigten"}
)

// Verbs of any prose, folded.
var (
	notPresent = []string{"nicht", "seit", "dort", "erst", "fast", "selbst", "jetzt", "sonst", "weit", "bereit", "damit", "somit", "womit", "meist", "laengst", "zuletzt", "hoechst", "zumeist", "gesamt", "bekannt", "zunaechst",
		"insgesamt", "kuerzlichst", "zuerst", "vielleicht", "leicht", "recht", "schlecht", "direkt", "konkret", "derzeit", "zurzeit", "jederzeit", "samt", "mitsamt", "statt", "anstatt", "oft", "soweit", "weltweit", "landesweit", "bundesweit", "europaweit",
		"ernst", "fest", "hart", "breit", "spaet", "akut", "laut", "kaputt", "alt", "kalt", "gut", "rot", "bunt", "echt", "dicht", "nackt", "falsch", "einst", "juengst", "hinweist", "abrupt", "exakt", "privat", "absolut", "komplett", "spezialisiert", "wert", "gerecht", "moeglichst"}
	strongPast = []string{"war", "waren", "wurde", "wurden", "hatte", "hatten", "fiel", "fielen", "starb", "starben", "fuhr", "fuhren", "verlor", "verloren", "gewann", "gewannen", "zog", "zogen", "lag", "lagen", "lief", "liefen",
		"fuehrten", "stieg", "stiegen", "sank", "sanken", "wuchs", "wuchsen", "griff", "griffen", "hob", "hoben", "schloss", "schlossen", "entschied", "entschieden", "erschien", "erschienen", "geriet", "gerieten", "verliess", "verliessen",
		"erhielt", "erhielten", "entstand", "entstanden", "beschloss", "beschlossen", "bekam", "bekamen", "kamen", "verschwand", "verschwanden", "erlitt", "erlitten", "prallte", "prallten", "stuerzte", "stuerzten", "brach", "brachen",
		"schuf", "schufen", "wusste", "wussten", "dachte", "dachten", "konnte", "konnten", "musste", "mussten", "durfte", "durften", "wollte", "wollten", "sollte", "sollten", "trug", "trugen", "bot", "boten", "half", "halfen", "sass", "sassen"}
	copula = []string{"ist", "sind", "hat", "haben", "kann", "koennen", "muss", "muessen", "darf", "duerfen"}
)
