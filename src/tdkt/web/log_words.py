"""The verbs of the log in words: how each act is named in the filter, and the sentence that tells it.

To add an act: its verb here; a test looks in `operations` for verbs that are missing.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from tdkt.web.words import Word


@dataclass(frozen=True)
class Verb:
    """An act: its name in the filter, and its sentence with the words that its detail gives."""

    name: Word
    sentence: Word


VERBS: dict[str, Verb] = {
    "imports.apply": Verb(gettext_lazy("file read in"), gettext_lazy("read in the file %(file)s")),
    "imports.plan": Verb(gettext_lazy("plan made"), gettext_lazy("made a plan for the file %(file)s")),
    "imports.settle": Verb(gettext_lazy("row settled"), gettext_lazy("settled row %(at)s of import %(batch)s")),
    "imports.settle-many": Verb(
        gettext_lazy("rows settled together"), gettext_lazy("settled many rows of import %(batch)s as one act")
    ),
    "imports.unsettle": Verb(
        gettext_lazy("settling undone"), gettext_lazy("undid the settling of many rows of import %(batch)s")
    ),
    "imports.columns": Verb(
        gettext_lazy("columns said"), gettext_lazy("said what the columns of import %(batch)s mean")
    ),
    "mappings.forget": Verb(
        gettext_lazy("columns forgotten"), gettext_lazy("forgot what columns were said to mean (%(mapping)s)")
    ),
    "abbreviations.keep": Verb(
        gettext_lazy("abbreviation kept"), gettext_lazy("kept the abbreviation %(short)s: %(long)s")
    ),
    "abbreviations.forget": Verb(
        gettext_lazy("abbreviation forgotten"), gettext_lazy("forgot the abbreviation %(short)s: %(long)s")
    ),
    "tables.restore": Verb(
        gettext_lazy("register restored"), gettext_lazy("took the exported tables of %(folder)s back in")
    ),
    "tables.apply": Verb(gettext_lazy("tables taken in"), gettext_lazy("took in the exchange tables of %(folder)s")),
    "imports.drop": Verb(gettext_lazy("plan dropped"), gettext_lazy("dropped the file %(file)s without entering it")),
    "imports.revert": Verb(gettext_lazy("import reverted"), gettext_lazy("reverted the import of the file %(file)s")),
    "awards.revoke": Verb(gettext_lazy("award taken back"), gettext_lazy("took awards back by %(paper)s: %(reason)s")),
    "awards.restore": Verb(gettext_lazy("award restored"), gettext_lazy("restored awards by %(paper)s: %(reason)s")),
    "awards.correct": Verb(gettext_lazy("award corrected"), gettext_lazy("corrected award %(conferral)s: %(reason)s")),
    "decisions.correct": Verb(
        gettext_lazy("decision corrected"), gettext_lazy("corrected decision %(decision)s: %(reason)s")
    ),
    "decisions.ground": Verb(
        gettext_lazy("grounds said"), gettext_lazy("said the grounds of %(decisions)s decisions: %(reason)s")
    ),
    "subjects.attest": Verb(
        gettext_lazy("history attested"),
        gettext_lazy("attested from which year the history of %(subjects)s receivers is complete: %(reason)s"),
    ),
    "units.standing": Verb(
        gettext_lazy("unit described"),
        gettext_lazy("said which force unit %(unit)s is of, or that it is outside the flags"),
    ),
    "people.departures": Verb(
        gettext_lazy("departures recorded"),
        gettext_lazy("recorded since when %(people)s persons no longer serve: %(reason)s"),
    ),
    "rankings.record": Verb(
        gettext_lazy("ranks recorded"), gettext_lazy("recorded %(rows)s ranks in emulation groups: %(reason)s")
    ),
    "sheets.keep": Verb(
        gettext_lazy("scoring sheet kept"), gettext_lazy("kept version %(number)s of the scoring sheet “%(name)s”")
    ),
    "blocks.create": Verb(gettext_lazy("block set up"), gettext_lazy("set up the cluster or block “%(name)s”")),
    "blocks.open-year": Verb(
        gettext_lazy("block's year opened"), gettext_lazy("opened %(year)s of block %(block)s with %(members)s members")
    ),
    "blocks.set-quota": Verb(
        gettext_lazy("block's quota said"), gettext_lazy("said the quota of block year %(block_year)s")
    ),
    "blocks.pledge": Verb(
        gettext_lazy("pledge written"), gettext_lazy("wrote what member %(member)s of a block pledges")
    ),
    "blocks.sign-pledges": Verb(
        gettext_lazy("pledges signed"),
        gettext_lazy("recorded that the pledges of block year %(block_year)s are signed"),
    ),
    "blocks.open-scoring": Verb(
        gettext_lazy("own marks opened"), gettext_lazy("let the members of block year %(block_year)s mark themselves")
    ),
    "blocks.open-appraisal": Verb(
        gettext_lazy("appraisal opened"),
        gettext_lazy("let the head and the standing body mark in block year %(block_year)s"),
    ),
    "blocks.step-back": Verb(
        gettext_lazy("block's step taken back"),
        gettext_lazy("took the last step of block year %(block_year)s back"),
    ),
    "blocks.show": Verb(
        gettext_lazy("marks shown"), gettext_lazy("said whose marks are shown in block year %(block_year)s")
    ),
    "marks.enter": Verb(
        gettext_lazy("marks entered"), gettext_lazy("entered %(marks)s marks of member %(member)s of a block")
    ),
    "marks.hand-in": Verb(
        gettext_lazy("own marks handed in"), gettext_lazy("handed in the marks of member %(member)s of a block")
    ),
    "marks.take-back": Verb(
        gettext_lazy("own marks taken back"), gettext_lazy("took back the marks of member %(member)s of a block")
    ),
    "proofs.add": Verb(
        gettext_lazy("evidence added"),
        gettext_lazy("added evidence to line %(criterion)s of member %(member)s of a block"),
    ),
    "proofs.take": Verb(gettext_lazy("evidence taken away"), gettext_lazy("took away evidence %(proof)s of a block")),
    "blocks.rank": Verb(
        gettext_lazy("block ranked"), gettext_lazy("ranked the %(members)s members of block year %(block_year)s")
    ),
    "blocks.enter-past": Verb(
        gettext_lazy("past years of blocks entered"), gettext_lazy("entered %(years)s past years of blocks")
    ),
    "blocks.settle": Verb(
        gettext_lazy("conference's choice"),
        gettext_lazy("kept what the conference of block year %(block_year)s chose: %(reason)s"),
    ),
    "blocks.correct-mark": Verb(
        gettext_lazy("mark corrected"),
        gettext_lazy("corrected mark %(criterion)s of member %(member)s of a block: %(reason)s"),
    ),
    "packed.rebuild": Verb(
        gettext_lazy("screening rows rebuilt"), gettext_lazy("made the screening rows of %(rows)s receivers anew")
    ),
    "identity.ask": Verb(
        gettext_lazy("identity asked"),
        gettext_lazy("asked that entries %(keep)s and %(other)s be looked at: %(reason)s"),
    ),
    "identity.merge": Verb(
        gettext_lazy("persons merged"), gettext_lazy("made entry %(other)s one with person %(keep)s: %(reason)s")
    ),
    "identity.split": Verb(
        gettext_lazy("person split"), gettext_lazy("gave rows of person %(keep)s to person %(other)s: %(reason)s")
    ),
    "identity.undo": Verb(
        gettext_lazy("merge or split undone"),
        gettext_lazy("took back what was done to persons %(keep)s and %(other)s: %(reason)s"),
    ),
    "identity.refuse": Verb(
        gettext_lazy("identity refused"), gettext_lazy("refused request %(request)s about persons: %(reason)s")
    ),
    "identity.withdraw": Verb(
        gettext_lazy("identity withdrawn"), gettext_lazy("withdrew request %(request)s about persons")
    ),
    "identity.two-people": Verb(
        gettext_lazy("kept as two people"), gettext_lazy("found persons %(one)s and %(other)s to be two people")
    ),
    "identity.two-people-not": Verb(
        gettext_lazy("two people doubted"), gettext_lazy("let persons %(one)s and %(other)s be compared again")
    ),
    "council.set-up": Verb(
        gettext_lazy("council set up"), gettext_lazy("set up the council %(name)s with %(members)s members")
    ),
    "council.rule": Verb(
        gettext_lazy("council's rule said"), gettext_lazy("said by which rule council %(council)s sits: %(reason)s")
    ),
    "council.seat": Verb(
        gettext_lazy("member seated"), gettext_lazy("seated %(name)s in council %(council)s: %(reason)s")
    ),
    "council.end-seat": Verb(
        gettext_lazy("seat ended"), gettext_lazy("ended the seat of member %(member)s: %(reason)s")
    ),
    "council.change-seat": Verb(
        gettext_lazy("seat changed"), gettext_lazy("changed the seat of member %(member)s: %(reason)s")
    ),
    "council.link": Verb(
        gettext_lazy("member linked"), gettext_lazy("said which account and which person member %(member)s is")
    ),
    "council.declare-kin": Verb(
        gettext_lazy("kinship declared"), gettext_lazy("kept that member %(member)s is kin to person %(subject)s")
    ),
    "council.withdraw-kin": Verb(
        gettext_lazy("kinship withdrawn"), gettext_lazy("took back the relation %(kinship)s: %(reason)s")
    ),
    "council.declare-conflict": Verb(
        gettext_lazy("conflict declared"),
        gettext_lazy("declared that member %(member)s takes no part in item %(item)s"),
    ),
    "council.lift-conflict": Verb(
        gettext_lazy("conflict lifted"),
        gettext_lazy("let a member take part in spite of conflict %(conflict)s: %(reason)s"),
    ),
    "council.uphold-conflict": Verb(
        gettext_lazy("conflict upheld"), gettext_lazy("kept a member out by conflict %(conflict)s: %(reason)s")
    ),
    "ballots.prepare": Verb(gettext_lazy("ballot prepared"), gettext_lazy("prepared a ballot of sitting %(sitting)s")),
    "ballots.open": Verb(
        gettext_lazy("ballot opened"),
        gettext_lazy("opened ballot %(ballot)s on %(items)s dossiers for a council of %(members)s"),
    ),
    "ballots.count": Verb(gettext_lazy("votes counted by hand"), gettext_lazy("entered a count of ballot %(ballot)s")),
    "ballots.hands": Verb(
        gettext_lazy("show of hands entered"), gettext_lazy("entered the show of hands of ballot %(ballot)s")
    ),
    "ballots.close": Verb(
        gettext_lazy("ballot counted"), gettext_lazy("closed and counted ballot %(ballot)s on %(items)s dossiers")
    ),
    "ballots.call-off": Verb(
        gettext_lazy("ballot called off"), gettext_lazy("called off ballot %(ballot)s: %(reason)s")
    ),
    "sittings.presence": Verb(
        gettext_lazy("presence said"), gettext_lazy("said who is at sitting %(sitting)s (%(members)s members)")
    ),
    "sittings.call": Verb(
        gettext_lazy("sitting called"), gettext_lazy("called a sitting of council %(council)s on %(held_on)s")
    ),
    "sittings.move": Verb(gettext_lazy("sitting moved"), gettext_lazy("moved sitting %(sitting)s to %(held_on)s")),
    "sittings.chair": Verb(
        gettext_lazy("chair said"), gettext_lazy("said who chairs sitting %(sitting)s and keeps its minutes")
    ),
    "sittings.table": Verb(
        gettext_lazy("dossiers tabled"), gettext_lazy("put dossiers on the agenda of sitting %(sitting)s")
    ),
    "sittings.untable": Verb(
        gettext_lazy("dossier untabled"), gettext_lazy("took item %(item)s off the agenda: %(reason)s")
    ),
    "sittings.open": Verb(gettext_lazy("sitting opened"), gettext_lazy("opened sitting %(sitting)s")),
    "sittings.note": Verb(gettext_lazy("discussion noted"), gettext_lazy("noted the discussion of a sitting")),
    "sittings.close": Verb(
        gettext_lazy("sitting closed"), gettext_lazy("closed sitting %(sitting)s: %(passed)s of %(items)s items passed")
    ),
    "sittings.sign": Verb(
        gettext_lazy("minutes signed"), gettext_lazy("signed the minutes of sitting %(sitting)s as number %(number)s")
    ),
    "sittings.call-off": Verb(
        gettext_lazy("sitting called off"), gettext_lazy("called off sitting %(sitting)s: %(reason)s")
    ),
    "way.take": Verb(
        gettext_lazy("dossiers moved"), gettext_lazy("took the step “%(label)s” with %(dossiers)s dossiers")
    ),
    "way.take-back": Verb(
        gettext_lazy("step taken back"), gettext_lazy("took the step “%(label)s” of %(dossiers)s dossiers back")
    ),
    "postings.post": Verb(gettext_lazy("list posted"), gettext_lazy("made a list of %(dossiers)s dossiers public")),
    "postings.end": Verb(gettext_lazy("list taken down"), gettext_lazy("took the public list %(posting)s down")),
    "postings.call-off": Verb(
        gettext_lazy("list called off"), gettext_lazy("called the public list %(posting)s off: %(reason)s")
    ),
    "opinions.receive": Verb(
        gettext_lazy("opinion received"), gettext_lazy("entered an opinion on dossier %(nomination)s")
    ),
    "opinions.reply": Verb(gettext_lazy("opinion replied to"), gettext_lazy("replied to opinion %(opinion)s")),
    "opinions.settle": Verb(gettext_lazy("opinion settled"), gettext_lazy("settled opinion %(opinion)s")),
    "opinions.reopen": Verb(
        gettext_lazy("opinion opened again"), gettext_lazy("took the conclusion on opinion %(opinion)s back")
    ),
    "consultations.ask": Verb(gettext_lazy("body asked"), gettext_lazy("asked %(body)s about %(dossiers)s dossiers")),
    "consultations.answer": Verb(
        gettext_lazy("answer recorded"), gettext_lazy("recorded the answer of consultation %(consultation)s")
    ),
    "consultations.unanswer": Verb(
        gettext_lazy("answer taken back"), gettext_lazy("took the answer of consultation %(consultation)s back")
    ),
    "papers.add": Verb(gettext_lazy("paper added"), gettext_lazy("put “%(file)s” into dossier %(nomination)s")),
    "papers.take-out": Verb(
        gettext_lazy("paper taken out"), gettext_lazy("took “%(file)s” out of dossier %(nomination)s")
    ),
    "remarks.settle": Verb(
        gettext_lazy("point answered"), gettext_lazy("answered a point for correction of dossier %(nomination)s")
    ),
    "certificates.issue": Verb(
        gettext_lazy("certificates issued"), gettext_lazy("issued %(count)s certificates in the book %(book)s")
    ),
    "certificates.reissue": Verb(
        gettext_lazy("certificate reissued"),
        gettext_lazy("reissued certificate %(old)s of the book %(book)s as number %(new)s: %(why)s"),
    ),
    "certificates.revoke": Verb(
        gettext_lazy("certificate revoked"),
        gettext_lazy("revoked certificate %(serial)s of the book %(book)s: %(why)s"),
    ),
    "certificates.print": Verb(
        gettext_lazy("certificates printed"), gettext_lazy("printed %(count)s certificates of the book %(book)s")
    ),
    "designs.make": Verb(gettext_lazy("design made"), gettext_lazy("made the design %(name)s of certificates")),
    "designs.change": Verb(gettext_lazy("design changed"), gettext_lazy("changed design %(design)s of certificates")),
    "printers.set": Verb(gettext_lazy("printer set"), gettext_lazy("set the offsets of the printer %(printer)s")),
    "signing-keys.change": Verb(gettext_lazy("key changed"), gettext_lazy("put a new key for certificates in force")),
    "signing-keys.publish": Verb(
        gettext_lazy("keys published"), gettext_lazy("made the file of keys and revocations of %(on)s")
    ),
    "exemplars.find": Verb(
        gettext_lazy("exemplar found"), gettext_lazy("put %(name)s down as an exemplar of %(years)s")
    ),
    "exemplars.find-many": Verb(
        gettext_lazy("exemplars found"),
        gettext_lazy("put %(exemplars)s suggested receivers down as exemplars of %(years)s"),
    ),
    "exemplars.enter": Verb(
        gettext_lazy("exemplars entered"),
        gettext_lazy("entered %(exemplars)s exemplars of %(years)s with their plans"),
    ),
    "exemplars.change": Verb(
        gettext_lazy("exemplar reworded"), gettext_lazy("said otherwise what %(name)s is exemplary for")
    ),
    "exemplars.plan": Verb(
        gettext_lazy("steps planned"), gettext_lazy("added %(steps)s steps to the plan of the exemplar %(name)s")
    ),
    "exemplars.step": Verb(
        gettext_lazy("step done"), gettext_lazy("entered what came of a step of the exemplar %(name)s: %(words)s")
    ),
    "exemplars.put-off": Verb(
        gettext_lazy("step put off"),
        gettext_lazy("gave a step of the exemplar %(name)s another day: %(words)s: %(reason)s"),
    ),
    "exemplars.drop-step": Verb(
        gettext_lazy("step dropped"), gettext_lazy("took a step out of the plan of the exemplar %(name)s: %(words)s")
    ),
    "exemplars.review": Verb(gettext_lazy("exemplar reviewed"), gettext_lazy("reviewed the exemplar %(name)s")),
    "exemplars.honour": Verb(
        gettext_lazy("honours linked"), gettext_lazy("linked %(awards)s honours with the exemplar %(name)s")
    ),
    "exemplars.unlink": Verb(
        gettext_lazy("honour unlinked"), gettext_lazy("took away the link of the exemplar %(name)s with an honour")
    ),
    "exemplars.tell": Verb(
        gettext_lazy("exemplar told of"), gettext_lazy("added a story of the exemplar %(name)s: %(title)s")
    ),
    "exemplars.untell": Verb(
        gettext_lazy("story taken out"), gettext_lazy("took out a story of the exemplar %(name)s: %(title)s")
    ),
    "exemplars.follow": Verb(
        gettext_lazy("exemplar taken up"), gettext_lazy("entered %(units)s units that took up the exemplar %(name)s")
    ),
    "exemplars.fared": Verb(
        gettext_lazy("how it fared"), gettext_lazy("entered how the exemplar %(name)s fared in %(unit)s")
    ),
    "exemplars.unfollow": Verb(
        gettext_lazy("unit taken out"), gettext_lazy("took %(unit)s out of those that took up the exemplar %(name)s")
    ),
    "exemplars.pick": Verb(
        gettext_lazy("exemplars picked"), gettext_lazy("picked %(exemplars)s exemplars for the conference")
    ),
    "exemplars.unpick": Verb(
        gettext_lazy("exemplars left out"), gettext_lazy("left %(exemplars)s exemplars out of the conference")
    ),
    "exemplars.end": Verb(
        gettext_lazy("exemplar ended"), gettext_lazy("follows the exemplar %(name)s no longer: %(reason)s")
    ),
    "exemplars.reopen": Verb(gettext_lazy("exemplar reopened"), gettext_lazy("follows the exemplar %(name)s again")),
    "exemplars.targets": Verb(
        gettext_lazy("targets of exemplars set"),
        gettext_lazy("set the targets of exemplars of %(years)s for %(units)s units"),
    ),
    "exemplars.undo": Verb(
        gettext_lazy("act upon an exemplar undone"), gettext_lazy("took back act %(entry)s upon exemplars")
    ),
    "rounds.make": Verb(gettext_lazy("round made"), gettext_lazy("made the round %(name)s")),
    "rounds.change": Verb(gettext_lazy("round changed"), gettext_lazy("changed round %(round)s")),
    "rounds.open": Verb(gettext_lazy("round opened"), gettext_lazy("opened round %(round)s")),
    "rounds.close": Verb(gettext_lazy("round closed"), gettext_lazy("closed round %(round)s to proposals")),
    "rounds.end": Verb(gettext_lazy("round ended"), gettext_lazy("ended round %(round)s")),
    "rounds.call-off": Verb(gettext_lazy("round called off"), gettext_lazy("called round %(round)s off: %(reason)s")),
    "nominations.make": Verb(
        gettext_lazy("proposed"), gettext_lazy("proposed %(made)s for %(award)s in round %(round)s")
    ),
    "nominations.lower": Verb(
        gettext_lazy("lowered"), gettext_lazy("proposed dossier %(nomination)s for %(award)s instead: %(reason)s")
    ),
    "statistics.body": Verb(
        gettext_lazy("bodies of emulation work entered"),
        gettext_lazy("entered %(bodies)s bodies of emulation work, the first %(name)s"),
    ),
    "statistics.end-body": Verb(
        gettext_lazy("body of emulation work ended"),
        gettext_lazy("ended body %(body)s of emulation work with the year %(year)s"),
    ),
    "statistics.official": Verb(
        gettext_lazy("officials of emulation work entered"),
        gettext_lazy("entered %(officials)s officials of emulation work"),
    ),
    "statistics.end-official": Verb(
        gettext_lazy("official of emulation work ended"),
        gettext_lazy("ended official %(official)s of emulation work on %(until)s"),
    ),
    "statistics.undo": Verb(
        gettext_lazy("act upon bodies or officials undone"),
        gettext_lazy("took back act %(entry)s upon bodies or officials of emulation work"),
    ),
    "registrations.put": Verb(
        gettext_lazy("titles registered"), gettext_lazy("registered %(subjects)s for %(award)s in %(year)s")
    ),
    "registrations.strike": Verb(
        gettext_lazy("registrations struck"), gettext_lazy("struck %(registrations)s registrations: %(reason)s")
    ),
    "areas.enter": Verb(gettext_lazy("places entered"), gettext_lazy("entered places of the map")),
    "areas.list": Verb(
        gettext_lazy("list of mergers read in"), gettext_lazy("read in a list of mergers of %(rows)s rows")
    ),
    "areas.end": Verb(gettext_lazy("place ended"), gettext_lazy("ended place %(area)s of the map after %(last)s")),
    "areas.pass": Verb(
        gettext_lazy("places passed on"), gettext_lazy("passed places of the map on to others on %(day)s")
    ),
    "areas.say": Verb(gettext_lazy("place assigned"), gettext_lazy("said in which new place place %(area)s lies")),
    "areas.undo": Verb(
        gettext_lazy("act on places undone"), gettext_lazy("took back act %(entry)s on places of the map")
    ),
    "bench.fill": Verb(gettext_lazy("trial register filled"), gettext_lazy("filled a trial register for measuring")),
    "bench.change": Verb(gettext_lazy("trial change"), gettext_lazy("moved the log of a trial register")),
    "safe-areas.bodies": Verb(
        gettext_lazy("bodies of the safe-area standard entered"),
        gettext_lazy("entered %(bodies)s bodies of the safe-area standard"),
    ),
    "safe-areas.change": Verb(
        gettext_lazy("body of the safe-area standard mended"),
        gettext_lazy("mended %(name)s in the safe-area book: %(reason)s"),
    ),
    "safe-areas.strike-body": Verb(
        gettext_lazy("body of the safe-area standard struck"),
        gettext_lazy("struck %(name)s from the safe-area book: %(reason)s"),
    ),
    "safe-areas.register": Verb(
        gettext_lazy("safe areas registered"), gettext_lazy("put %(bodies)s bodies down as registered for %(year)s")
    ),
    "safe-areas.findings": Verb(
        gettext_lazy("safe areas: findings"), gettext_lazy("wrote what was found of %(bodies)s bodies in %(year)s")
    ),
    "safe-areas.decide": Verb(
        gettext_lazy("safe areas decided"), gettext_lazy("entered the results of %(bodies)s bodies for %(year)s")
    ),
    "safe-areas.correct": Verb(
        gettext_lazy("safe area corrected"), gettext_lazy("corrected %(name)s in %(year)s: %(reason)s")
    ),
    "safe-areas.strike": Verb(
        gettext_lazy("year of a safe area struck"), gettext_lazy("struck the year %(year)s of %(name)s: %(reason)s")
    ),
    "safe-areas.undo": Verb(
        gettext_lazy("act on safe areas undone"), gettext_lazy("took back act %(act)s on the safe-area book")
    ),
    "templates.keep": Verb(
        gettext_lazy("template of a paper replaced"), gettext_lazy("put the office's own template for %(form)s")
    ),
    "templates.drop": Verb(
        gettext_lazy("template of a paper dropped"), gettext_lazy("went back to the program's template for %(form)s")
    ),
    "drafts.make": Verb(
        gettext_lazy("draft made"), gettext_lazy("put %(lines)s dossiers on a draft decision: %(title)s")
    ),
    "drafts.edit": Verb(gettext_lazy("draft worded"), gettext_lazy("changed the words of the draft: %(title)s")),
    "drafts.add": Verb(
        gettext_lazy("draft lengthened"), gettext_lazy("put %(lines)s more dossiers on the draft: %(title)s")
    ),
    "drafts.to-sign": Verb(
        gettext_lazy("draft laid before the signer"), gettext_lazy("laid before the signer: %(title)s")
    ),
    "drafts.take-back": Verb(
        gettext_lazy("draft taken back"), gettext_lazy("took back from the signer: %(title)s: %(reason)s")
    ),
    "drafts.call-off": Verb(
        gettext_lazy("draft called off"), gettext_lazy("called the draft off: %(title)s: %(reason)s")
    ),
    "drafts.reorder": Verb(
        gettext_lazy("line moved"), gettext_lazy("moved %(name)s on the list of %(title)s: %(reason)s")
    ),
    "drafts.order": Verb(
        gettext_lazy("list ordered"), gettext_lazy("put the list of %(title)s in the order of the law")
    ),
    "drafts.take-out": Verb(
        gettext_lazy("lines taken out"), gettext_lazy("took %(lines)s lines off the list of %(title)s: %(reason)s")
    ),
    "drafts.split": Verb(
        gettext_lazy("draft split"), gettext_lazy("made a draft of its own of %(lines)s lines: %(title)s")
    ),
    "drafts.send-up": Verb(gettext_lazy("list sent up"), gettext_lazy("sent up by letter %(number)s: %(title)s")),
    "drafts.unsend": Verb(
        gettext_lazy("submission taken back"), gettext_lazy("took the submission back: %(title)s: %(reason)s")
    ),
    "decisions.sign": Verb(
        gettext_lazy("decision signed"), gettext_lazy("signed decision %(number)s, %(lines)s honours")
    ),
    "decisions.record-signed": Verb(
        gettext_lazy("decision entered from paper"),
        gettext_lazy("entered decision %(number)s, signed on paper, %(lines)s honours"),
    ),
    "decisions.record-returned": Verb(
        gettext_lazy("result from above entered"),
        gettext_lazy("entered what came back from above: decision %(number)s, %(lines)s granted, %(refused)s not"),
    ),
    "decisions.attach": Verb(
        gettext_lazy("file of a decision kept"), gettext_lazy("kept the file of the decision: %(title)s")
    ),
    "decisions.export": Verb(
        gettext_lazy("paper given out for signing"),
        gettext_lazy("gave out the paper for the agency's signing tool: %(title)s"),
    ),
    "decisions.sign-file": Verb(
        gettext_lazy("file signed with a key"), gettext_lazy("signed the file with the key of %(key)s: %(title)s")
    ),
    "numbers.hold": Verb(
        gettext_lazy("number held"), gettext_lazy("gave the number %(number)s to the draft: %(title)s")
    ),
    "numbers.withdraw": Verb(
        gettext_lazy("number withdrawn"), gettext_lazy("withdrew the number %(number)s of %(year)s: %(reason)s")
    ),
    "bonuses.pay": Verb(
        gettext_lazy("bonuses paid"),
        gettext_lazy("marked %(rows)s bonuses as paid, %(dong)s đồng, voucher %(voucher)s"),
    ),
    "bonuses.unpay": Verb(
        gettext_lazy("payment mark taken back"),
        gettext_lazy("took back the marks of %(rows)s bonuses (entry %(entry)s)"),
    ),
    "bonuses.fix": Verb(gettext_lazy("bonus fixed"), gettext_lazy("fixed the bonus of %(name)s: %(reason)s")),
    "funds.set": Verb(gettext_lazy("fund set"), gettext_lazy("set the fund %(name)s of %(year)s to %(dong)s đồng")),
    "directions.give": Verb(
        gettext_lazy("direction given"), gettext_lazy("gave a direction to %(units)s units: %(words)s")
    ),
    "directions.report": Verb(
        gettext_lazy("direction reported on"), gettext_lazy("reported for %(unit)s on the direction: %(words)s")
    ),
    "directions.unreport": Verb(
        gettext_lazy("report taken back"), gettext_lazy("took back the report of %(unit)s on the direction: %(words)s")
    ),
    "directions.hold-done": Verb(
        gettext_lazy("units held done"), gettext_lazy("held %(units)s units done with the direction: %(words)s")
    ),
    "directions.hold-not-done": Verb(
        gettext_lazy("unit held not done"), gettext_lazy("held %(unit)s done no more with the direction: %(words)s")
    ),
    "directions.close": Verb(
        gettext_lazy("direction closed"), gettext_lazy("closed the direction: %(words)s: %(reason)s")
    ),
    "directions.drop": Verb(
        gettext_lazy("direction dropped"), gettext_lazy("dropped the direction: %(words)s: %(reason)s")
    ),
    "directions.reopen": Verb(
        gettext_lazy("direction opened again"), gettext_lazy("opened the direction again: %(words)s")
    ),
    "directions.carry": Verb(
        gettext_lazy("direction carried on"), gettext_lazy("carried the direction on to a later year: %(words)s")
    ),
    "directions.take-back": Verb(
        gettext_lazy("direction taken back"), gettext_lazy("took the direction back: %(words)s")
    ),
    "models.enter": Verb(gettext_lazy("models entered"), gettext_lazy("entered %(models)s models: %(name)s")),
    "models.profile": Verb(gettext_lazy("model described"), gettext_lazy("said what is known of the model %(name)s")),
    "models.review": Verb(
        gettext_lazy("review of models set"), gettext_lazy("set the review of %(models)s models for %(day)s")
    ),
    "models.step": Verb(gettext_lazy("step of a model"), gettext_lazy("entered a step of the model %(name)s")),
    "models.step-withdraw": Verb(
        gettext_lazy("step of a model withdrawn"), gettext_lazy("withdrew a step of the model %(name)s: %(reason)s")
    ),
    "models.same": Verb(
        gettext_lazy("model registered twice"), gettext_lazy("linked the model %(name)s with the one that it is")
    ),
    "models.same-withdraw": Verb(
        gettext_lazy("link of models taken away"), gettext_lazy("took the link of the model %(name)s away: %(reason)s")
    ),
    "models.place": Verb(
        gettext_lazy("place opened"), gettext_lazy("opened the place %(place)s of the model %(name)s")
    ),
    "models.place-close": Verb(
        gettext_lazy("place closed"), gettext_lazy("closed the place %(of)s of the model %(name)s")
    ),
    "models.group": Verb(
        gettext_lazy("group opened"), gettext_lazy("opened the group %(group)s of the model %(name)s")
    ),
    "models.group-close": Verb(
        gettext_lazy("group closed"), gettext_lazy("closed the group %(of)s of the model %(name)s")
    ),
    "models.members": Verb(
        gettext_lazy("members of a group"),
        gettext_lazy("set the members of the group %(of)s of the model %(name)s to %(members)s"),
    ),
    "models.rate": Verb(gettext_lazy("models rated"), gettext_lazy("rated %(models)s models for %(year)s: %(name)s")),
    "models.rating-correct": Verb(
        gettext_lazy("rating of a model corrected"),
        gettext_lazy("corrected the rating of %(name)s for %(year)s: %(reason)s"),
    ),
    "models.replicate": Verb(
        gettext_lazy("model taken up elsewhere"),
        gettext_lazy("entered %(copies)s places that took up the model %(name)s"),
    ),
    "models.replication-withdraw": Verb(
        gettext_lazy("copy taken out"), gettext_lazy("took out a copy of the model %(name)s: %(reason)s")
    ),
    "models.undo": Verb(gettext_lazy("act on a model undone"), gettext_lazy("undid entry %(entry)s on models")),
    "movements.launch": Verb(gettext_lazy("movement launched"), gettext_lazy("entered the launch of %(name)s")),
    "movements.change": Verb(
        gettext_lazy("launch corrected"), gettext_lazy("corrected the launch of %(name)s: %(reason)s")
    ),
    "movements.review": Verb(gettext_lazy("movement reviewed"), gettext_lazy("entered a review of %(name)s")),
    "movements.link": Verb(
        gettext_lazy("decisions linked with a movement"),
        gettext_lazy("linked %(decisions)s decisions with the movement %(name)s"),
    ),
    "movements.respond": Verb(
        gettext_lazy("units joined a movement"), gettext_lazy("entered that %(units)s units join %(name)s")
    ),
    "movements.pledge": Verb(
        gettext_lazy("targets pledged"), gettext_lazy("entered what %(unit)s pledges in %(name)s")
    ),
    "movements.drop": Verb(
        gettext_lazy("target struck"), gettext_lazy("struck a target of %(unit)s in %(name)s: %(reason)s")
    ),
    "movements.done": Verb(
        gettext_lazy("results of targets entered"), gettext_lazy("entered what %(unit)s did in %(name)s")
    ),
    "movements.undo": Verb(
        gettext_lazy("act on a movement taken back"), gettext_lazy("took back an act on the movement %(name)s")
    ),
    "grades.keep-set": Verb(gettext_lazy("set of classes made"), gettext_lazy("made the set of classes %(name)s")),
    "grades.change-set": Verb(
        gettext_lazy("set of classes changed"), gettext_lazy("changed the set of classes %(name)s")
    ),
    "grades.use-set": Verb(
        gettext_lazy("set of classes put away or used again"),
        gettext_lazy("put away, or into use again, the set of classes %(name)s"),
    ),
    "grades.enter": Verb(
        gettext_lazy("classes entered"),
        gettext_lazy("entered classes of %(unit)s for %(period)s: %(made)s new, %(changed)s changed (%(set)s)"),
    ),
    "grades.undo": Verb(
        gettext_lazy("classes taken back"), gettext_lazy("took back classes of %(unit)s for %(period)s (%(set)s)")
    ),
    "accounts.add": Verb(gettext_lazy("account made"), gettext_lazy("made the account %(username)s")),
    "office.set": Verb(gettext_lazy("office described"), gettext_lazy("said whose register this is: %(name)s")),
}
"""Every verb of the log in words."""
