"""Each fact of a procedure contradicts its opposite, in each language and across two, on whichever screen it stands."""

import pytest

from analyzer.wording.routes import Shown, findings
from tests.tables import for_each

FACTS = {
    "reason": {
        "en": ("You do not have to give a reason.", "Please state your reason."),
        "fr": ("Vous n'avez pas à donner de motif.", "Indiquez votre motif (obligatoire)."),
        "de": ("Sie müssen keinen Grund angeben.", "Bitte geben Sie einen Grund an."),
        "es": ("No es necesario indicar el motivo.", "Indique el motivo (obligatorio)."),
        "it": ("Non serve indicare il motivo.", "Indica il motivo (obbligatorio)."),
        "nl": ("U hoeft geen reden te geven.", "Geef de reden op (verplicht)."),
        "pl": ("Nie musisz podawać powodu.", "Podaj powód (wymagane)."),
        "pt": ("Não precisa de indicar o motivo.", "Indique o motivo (obrigatório)."),
    },
    "free": {
        "en": ("Objecting is free.", "A fee of 5 euros applies to the objection."),
        "fr": ("L'opposition est gratuite.", "Des frais de 5 euros s'appliquent à l'opposition."),
        "de": ("Der Widerspruch ist kostenlos.", "Für den Widerspruch fällt eine Gebühr von 5 Euro an."),
        "es": ("La oposición es gratuita.", "La oposición cuesta 5 euros."),
        "it": ("L'opposizione è gratuita.", "L'opposizione costa 5 euro."),
        "nl": ("Bezwaar maken is gratis.", "Bezwaar maken kost 5 euro."),
        "pl": ("Sprzeciw jest bezpłatny.", "Sprzeciw kosztuje 5 euro."),
        "pt": ("A oposição é gratuita.", "A oposição custa 5 euros."),
    },
    "undo": {
        "en": ("You can change your choice at any time.", "This choice is final."),
        "fr": ("Vous pouvez changer d'avis à tout moment.", "Ce choix est définitif."),
        "de": ("Sie können Ihre Wahl jederzeit ändern.", "Diese Wahl ist endgültig."),
        "es": ("Puede cambiar su elección en cualquier momento.", "Esta elección es definitiva."),
        "it": ("Puoi cambiare la tua scelta in qualsiasi momento.", "Questa scelta è definitiva."),
        "nl": ("U kunt uw keuze altijd wijzigen.", "Deze keuze is definitief."),
        "pl": ("Możesz zmienić wybór w każdej chwili.", "Ten wybór jest ostateczny."),
        "pt": ("Pode alterar a sua escolha a qualquer momento.", "Esta escolha é definitiva."),
    },
    "keep": {
        "en": ("Your choice is kept for 6 months.", "Your choice is kept for 2 years."),
        "fr": ("Votre choix est conservé 6 mois.", "Votre choix est conservé 2 ans."),
        "de": ("Ihre Wahl wird 6 Monate gespeichert.", "Ihre Wahl wird 2 Jahre gespeichert."),
        "es": ("Su elección se conserva 6 meses.", "Su elección se conserva 2 años."),
        "it": ("La tua scelta è conservata per 6 mesi.", "La tua scelta è conservata per 2 anni."),
        "nl": ("Uw keuze wordt 6 maanden bewaard.", "Uw keuze wordt 2 jaar bewaard."),
        "pl": ("Twój wybór jest przechowywany przez 6 miesięcy.", "Twój wybór jest przechowywany przez 2 lata."),
        "pt": ("A sua escolha é guardada durante 6 meses.", "A sua escolha é guardada durante 2 anos."),
    },
    "account": {
        "en": ("No account is needed.", "Log in to object."),
        "fr": ("Aucun compte n'est nécessaire.", "Connectez-vous pour vous opposer."),
        "de": ("Sie brauchen kein Konto.", "Melden Sie sich an, um zu widersprechen."),
        "es": ("No necesita una cuenta.", "Inicie sesión para oponerse."),
        "it": ("Non serve un account.", "Accedi per opporti."),
        "nl": ("U hebt geen account nodig.", "Log in om bezwaar te maken."),
        "pl": ("Konto nie jest potrzebne.", "Zaloguj się, aby wnieść sprzeciw."),
        "pt": ("Não precisa de conta.", "Inicie sessão para se opor."),
    },
    "effect": {
        "en": ("Nothing changes if you refuse.", "If you refuse, some features will stop working."),
        "fr": ("Rien ne change si vous refusez.", "Si vous refusez, certaines fonctions s'arrêteront."),
        "de": (
            "Wenn Sie ablehnen, ändert sich nichts.",
            "Wenn Sie ablehnen, sind einige Funktionen nicht verfügbar.",
        ),
        "es": ("Si rechaza, no cambia nada.", "Si rechaza, algunas funciones dejarán de funcionar."),
        "it": ("Se rifiuti, non cambia nulla.", "Se rifiuti, alcune funzioni non saranno disponibili."),
        "nl": ("Als u weigert, verandert er niets.", "Als u weigert, werken sommige functies niet."),
        "pl": ("Jeśli odmówisz, nic się nie zmieni.", "Jeśli odmówisz, niektóre funkcje przestaną działać."),
        "pt": ("Se recusar, nada muda.", "Se recusar, algumas funções deixam de funcionar."),
    },
    "shared": {
        "en": ("We never share your data.", "Your data is shared with partners."),
        "fr": ("Nous ne partageons jamais vos données.", "Vos données sont partagées avec des partenaires."),
        "de": ("Wir geben Ihre Daten nie weiter.", "Ihre Daten werden an Partner weitergegeben."),
        "es": ("Nunca compartimos sus datos.", "Sus datos se comparten con socios."),
        "it": ("Non condividiamo mai i tuoi dati.", "I tuoi dati sono condivisi con i partner."),
        "nl": ("We delen uw gegevens nooit.", "Uw gegevens worden gedeeld met partners."),
        "pl": ("Nigdy nie udostępniamy Twoich danych.", "Twoje dane są udostępniane partnerom."),
        "pt": ("Nunca partilhamos os seus dados.", "Os seus dados são partilhados com parceiros."),
    },
    "outcome": {
        "en": ("You refused.", "Thank you for accepting."),
        "fr": ("Vous avez refusé.", "Merci d'avoir accepté."),
        "de": ("Sie haben abgelehnt.", "Danke für Ihre Zustimmung."),
        "es": ("Ha rechazado.", "Gracias por aceptar."),
        "it": ("Hai rifiutato.", "Grazie per aver accettato."),
        "nl": ("U hebt geweigerd.", "Bedankt voor uw toestemming."),
        "pl": ("Odmówiłeś.", "Dziękujemy za zgodę."),
        "pt": ("Recusou.", "Obrigado por aceitar."),
    },
    "document": {
        "en": ("No documents are needed.", "Attach a copy of your ID."),
        "fr": ("Aucun document n'est nécessaire.", "Joignez une copie de votre pièce d'identité."),
        "de": ("Es sind keine Unterlagen nötig.", "Fügen Sie eine Kopie Ihres Ausweises bei."),
        "es": ("No se necesita ningún documento.", "Adjunte una copia de su documento de identidad."),
        "it": ("Non serve alcun documento.", "Allega una copia del documento d'identità."),
        "nl": ("U hebt geen documenten nodig.", "Voeg een kopie van uw identiteitsbewijs toe."),
        "pl": ("Żadne dokumenty nie są potrzebne.", "Dołącz kopię dowodu tożsamości."),
        "pt": ("Não são necessários documentos.", "Anexe uma cópia do documento de identificação."),
    },
    "channel": {
        "en": ("You can object online.", "Objections must be sent by post."),
        "fr": ("Vous pouvez vous opposer en ligne.", "L'opposition se fait uniquement par courrier."),
        "de": ("Sie können online widersprechen.", "Der Widerspruch ist nur per Post möglich."),
        "es": ("Puede oponerse en línea.", "La oposición solo es posible por correo postal."),
        "it": ("Puoi opporti online.", "L'opposizione è possibile solo per posta."),
        "nl": ("U kunt online bezwaar maken.", "Bezwaar kan alleen per post."),
        "pl": ("Możesz wnieść sprzeciw online.", "Sprzeciw można wnieść tylko listownie."),
        "pt": ("Pode opor-se online.", "A oposição só é possível por carta."),
    },
    "able": {
        "en": ("You can object.", "It is not possible to object."),
        "fr": ("Vous pouvez vous opposer.", "Il n'est pas possible de s'opposer."),
        "de": ("Sie können widersprechen.", "Ein Widerspruch ist nicht möglich."),
        "es": ("Puede oponerse.", "No es posible oponerse."),
        "it": ("Puoi opporti.", "Non è possibile opporsi."),
        "nl": ("U kunt bezwaar maken.", "Bezwaar maken is niet mogelijk."),
        "pl": ("Możesz wnieść sprzeciw.", "Nie można wnieść sprzeciwu."),
        "pt": ("Pode opor-se.", "Não é possível opor-se."),
    },
    "now": {
        "en": ("Your objection takes effect immediately.", "Your objection takes effect after 30 days."),
        "fr": ("Votre opposition prend effet immédiatement.", "Votre opposition prend effet après 30 jours."),
        "de": ("Ihr Widerspruch gilt sofort.", "Ihr Widerspruch gilt nach 30 Tagen."),
        "es": ("Su oposición surte efecto de inmediato.", "Su oposición surte efecto a los 30 días."),
        "it": ("La tua opposizione ha effetto subito.", "La tua opposizione ha effetto dopo 30 giorni."),
        "nl": ("Uw bezwaar gaat direct in.", "Uw bezwaar gaat na 30 dagen in."),
        "pt": ("A sua oposição tem efeito imediato.", "A sua oposição tem efeito após 30 dias."),
    },
    "optin": {
        "en": ("We use your posts only with your consent.", "We use your posts unless you object."),
        "fr": (
            "Nous utilisons vos publications uniquement avec votre accord.",
            "Nous utilisons vos publications sauf opposition.",
        ),
        "de": (
            "Wir nutzen Ihre Beiträge nur mit Ihrer Einwilligung.",
            "Wir nutzen Ihre Beiträge, sofern Sie nicht widersprechen.",
        ),
        "es": (
            "Usamos sus publicaciones solo con su consentimiento.",
            "Usamos sus publicaciones salvo que se oponga.",
        ),
        "it": ("Usiamo i tuoi post solo con il tuo consenso.", "Usiamo i tuoi post salvo opposizione."),
        "nl": (
            "We gebruiken uw berichten alleen met uw toestemming.",
            "We gebruiken uw berichten tenzij u bezwaar maakt.",
        ),
        "pl": ("Używamy Twoich postów tylko za Twoją zgodą.", "Używamy Twoich postów, chyba że wniesiesz sprzeciw."),
        "pt": (
            "Usamos as suas publicações só com o seu consentimento.",
            "Usamos as suas publicações salvo oposição.",
        ),
    },
    "reach": {
        "en": ("The choice applies to all devices.", "Repeat the choice on each device."),
        "fr": ("Le choix vaut pour tous les appareils.", "Répétez le choix sur chaque appareil."),
        "de": ("Die Wahl gilt für alle Geräte.", "Wiederholen Sie die Wahl auf jedem Gerät."),
        "es": ("La elección vale para todos los dispositivos.", "Repita la elección en cada dispositivo."),
        "it": ("La scelta vale per tutti i dispositivi.", "Ripeti la scelta su ogni dispositivo."),
        "nl": ("De keuze geldt voor alle apparaten.", "Herhaal de keuze op elk apparaat."),
        "pl": ("Wybór dotyczy wszystkich urządzeń.", "Powtórz wybór na każdym urządzeniu."),
        "pt": ("A escolha vale para todos os dispositivos.", "Repita a escolha em cada dispositivo."),
    },
    "read": {
        "en": ("Nobody reads your messages.", "Our staff read your messages."),
        "fr": ("Personne ne lit vos messages.", "Nos équipes lisent vos messages."),
        "de": ("Niemand liest Ihre Nachrichten.", "Unsere Mitarbeiter lesen Ihre Nachrichten."),
        "es": ("Nadie lee sus mensajes.", "Nuestro personal lee sus mensajes."),
        "it": ("Nessuno legge i tuoi messaggi.", "Il nostro personale legge i tuoi messaggi."),
        "nl": ("Niemand leest uw berichten.", "Onze medewerkers lezen uw berichten."),
        "pl": ("Nikt nie czyta Twoich wiadomości.", "Nasi pracownicy czytają Twoje wiadomości."),
        "pt": ("Ninguém lê as suas mensagens.", "A nossa equipa lê as suas mensagens."),
    },
}
"""What a screen may say of each fact, and what contradicts it, by language."""


OTHERWISE = {
    "granted": {
        "en": ("Your objection is automatically accepted.", "Our team reviews each objection."),
        "fr": ("Votre opposition est automatiquement acceptée.", "Notre équipe examine chaque opposition."),
        "de": ("Ihr Widerspruch wird automatisch akzeptiert.", "Unser Team prüft jeden Widerspruch."),
        "es": ("Su oposición es automáticamente aceptada.", "Nuestro equipo revisa cada oposición."),
        "it": ("La tua opposizione è automaticamente accettata.", "Il nostro team valuta ogni opposizione."),
        "nl": ("Uw bezwaar wordt automatisch geaccepteerd.", "Ons team beoordeelt elk bezwaar."),
        "pl": ("Twój sprzeciw jest automatycznie uwzględniany.", "Nasz zespół rozpatruje każdy sprzeciw."),
        "pt": ("A sua oposição é automaticamente aceite.", "A nossa equipa analisa cada oposição."),
    },
    "limited": {
        "en": ("Objecting does not affect your account.", "Your account will be limited if you object."),
        "fr": ("L'opposition n'affecte pas votre compte.", "Votre compte sera limité en cas d'opposition."),
        "de": ("Der Widerspruch hat keine Auswirkung auf Ihr Konto.", "Ihr Konto wird nach dem Widerspruch gesperrt."),
        "es": ("La oposición no afecta a su cuenta.", "Su cuenta quedará limitada tras la oposición."),
        "it": ("L'opposizione non incide sul tuo account.", "Il tuo account sarà limitato dopo l'opposizione."),
        "nl": ("Bezwaar heeft geen gevolgen voor uw account.", "Uw account wordt beperkt na bezwaar."),
        "pl": ("Sprzeciw nie wpływa na twoje konto.", "Twoje konto zostanie ograniczone po sprzeciwie."),
        "pt": ("A oposição não afeta a sua conta.", "A sua conta ficará limitada após a oposição."),
    },
    "first days": {
        "en": ("You can cancel at any time.", "You can only cancel in the first 14 days."),
        "fr": ("Résiliation possible à tout moment.", "Résiliation seulement les 14 premiers jours."),
        "de": ("Sie können jederzeit kündigen.", "Sie können nur in den ersten 14 Tagen kündigen."),
        "es": ("Puede cancelar en cualquier momento.", "Solo puede cancelar en los primeros 14 días."),
        "it": ("Puoi disdire in qualsiasi momento.", "Puoi disdire solo nei primi 14 giorni."),
        "nl": ("U kunt op elk moment opzeggen.", "Opzeggen kan alleen in de eerste 14 dagen."),
        "pl": ("Możesz zrezygnować w każdej chwili.", "Możesz zrezygnować tylko w pierwszych 14 dniach."),
        "pt": ("Pode cancelar a qualquer momento.", "Só pode cancelar nos primeiros 14 dias."),
    },
    "private": {
        "en": ("Your messages are private.", "Our staff may read your messages."),
        "fr": ("Vos messages restent privés.", "Notre équipe peut lire vos messages."),
        "de": ("Ihre Nachrichten bleiben vertraulich.", "Unsere Mitarbeiter lesen Ihre Nachrichten."),
        "es": ("Sus mensajes son privados.", "Nuestro personal puede leer sus mensajes."),
        "it": ("I tuoi messaggi restano privati.", "Il nostro personale può leggere i tuoi messaggi."),
        "nl": ("Uw berichten blijven privé.", "Onze medewerkers lezen uw berichten."),
        "pl": ("Twoje wiadomości są prywatne.", "Nasi pracownicy czytają twoje wiadomości."),
        "pt": ("As suas mensagens são privadas.", "A nossa equipa pode ler as suas mensagens."),
    },
}
"""Facts said in words that other facts are said in too, so that only the two are held together."""


def contradicts(one: str, language: str, other: str, second: str) -> bool:
    screens = [Shown(language, (one,), ()), Shown(second, (other,), ())]
    return any(clash.rule == "conflicting_statements" for clash in findings(screens))


@pytest.mark.lengthy
@for_each("fact", list(FACTS))
def test_a_fact_and_its_opposite_contradict_each_other_in_every_language(fact: str) -> None:
    said = FACTS[fact]
    missed = [
        (language, order)
        for language, (here, there) in said.items()
        for order in (1, -1)
        if not contradicts((here, there)[::order][0], language, (here, there)[::order][1], language)
    ]

    assert missed == []


@pytest.mark.lengthy
@for_each("fact", [fact for fact in FACTS if fact != "now"])
def test_a_fact_and_its_opposite_contradict_each_other_across_languages(fact: str) -> None:
    said = FACTS[fact]
    here, there = said["en"]

    assert [language for language, (_, other) in said.items() if not contradicts(here, "en", other, language)] == []
    assert [language for language, (one, _) in said.items() if not contradicts(one, language, there, "en")] == []


@pytest.mark.lengthy
@for_each("language", ["en", "fr", "es", "it", "pl", "pt"])
def test_statements_of_different_facts_agree(language: str) -> None:
    facts = [fact for fact in FACTS if fact not in ("able", "effect") and language in FACTS[fact]]
    clashes = [
        (one, other, side)
        for one in facts
        for other in facts
        for side in (0, 1)
        if one != other and contradicts(FACTS[one][language][0], language, FACTS[other][language][side], language)
    ]

    assert clashes == []


@pytest.mark.lengthy
@for_each("fact", list(OTHERWISE))
def test_a_fact_said_otherwise_and_its_opposite_contradict_each_other(fact: str) -> None:
    said = OTHERWISE[fact].items()

    assert [code for code, (here, there) in said if not contradicts(here, code, there, code)] == []
    assert [code for code, (here, there) in said if not contradicts(there, code, here, code)] == []
