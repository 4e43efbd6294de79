"""Words too common to say what a text is about, for the languages we meet most."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _words(
        """
        about above after again against all also always and another any anyone anything are aren
        around ask because been before being below best better between both but came can cannot
        come could couldn did didn does doesn doing don done down each either else even ever every
        everyone everything few find first for from further gave get gets getting give go goes
        going gone good got great had hadn has hasn have haven having hello her here hers him his
        hope how however into isn its itself just keep kind know last least less let like likely
        little long look looking looks lot made make makes making many may maybe mean means might
        more most much must need needs never new next nice not nothing now off often okay once one
        only other others our ours out over own part perhaps please point possible post probably
        problem put question quite rather read really right said same saw say says see seem seems
        seen several she should shouldn show since some someone something sorry sort still such
        sure take tell than thank thanks that the their theirs them then there these they thing
        things think this those though thought three through time too tried true try trying two
        under until update use used useful uses using usually very via want wanted wants was wasn
        way ways well went were weren what when where whether which while who why will wish with
        within without won work working works would wouldn wrong yeah year years yes yet you your
        yours able actually already bit doesnt dont edit etc ive instead let's lets didnt isnt
        cant wont happen happens issue answer answers anyway guess help idea reason start
        """
    ),
    "de": _words(
        """
        aber alle allem allen aller alles als also andere auch auf aus bei beim bin bis bist dadurch
        daher damit dann das dass dein deine dem den denn der des dessen dich die dies diese dieser
        dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für
        gegen gibt habe haben hat hatte hatten hier ihm ihn ihr ihre immer ins ist jede jeder jetzt
        kann kein keine können könnte mal man mehr mein meine mich mir mit muss nach nicht nichts
        noch nun nur oder ohne schon sehr sein seine sich sie sind soll sondern über und uns unser
        unter viel vom von vor war waren was weil wenn wer werden wie wieder will wir wird wurde
        zum zur danke hallo bitte gut ganz
        """
    ),
    "fr": _words(
        """
        alors au aucun aussi autre aux avec avoir bien bon car ce cela ces cette ceux chez comme
        comment dans de des deux dire dit donc du elle elles en encore est et être eu fait faire
        fois font ici il ils je jour jusque la le les leur leurs lui ma mais me même mes moi moins
        mon ne non nos notre nous on ont ou où par pas peu peut plus pour pourquoi quand que quel
        quelle qui quoi sa sans ses si son sont sous suis sur ta tant te tes toi ton tous tout
        toute très trop tu un une va vers voir vos votre vous était été merci bonjour
        """
    ),
    "es": _words(
        """
        algo algunos ante antes aquí así aunque bien cada como con contra cual cuando de del desde
        donde dos el él ella ellos en entre era es esa ese eso esta está estaba estado están estar
        este esto estos fue fueron ha había hace hacer han hasta hay la las le les lo los más me mi
        mientras mismo mucho muy nada ni no nos nosotros nuestro o os otra otro para pero poco por
        porque puede pues que qué quien se sea según ser si sí sin sobre solo son su sus también
        tanto te tener tengo tiene tienen todo todos tu tus un una uno unos usted ya yo gracias hola
        """
    ),
    "it": _words(
        """
        ad al alla alle allo anche ancora avere aveva bene che chi ci come con contro cosa così cui
        da dal dalla dei del della delle dello dentro di dopo dove due ecco era essere fa fare fino
        fra già gli ha hai hanno ho il in io la le lei lo loro lui ma me mentre mi mia mio molto ne
        nei nel nella no noi nome non nostro o ogni oggi ora per perché più poco poi prima può qua
        quale quando quanto quella quelle quello questa questi questo qui sarà se sei sempre senza
        si sia siamo solo sono sopra su sua sulla suo tra tu tua tutti tutto un una uno va voi
        vostro grazie ciao
        """
    ),
    "nl": _words(
        """
        aan al alles als altijd ben bij daar dan dat de der deze die dit doch doen door dus een eens
        en er ge geen haar had heb hebben heeft hem het hier hij hoe hun iemand iets ik in is ja je
        kan kon kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat
        onder ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was wat
        werd wezen wie wij wil worden wordt zal ze zelf zich zij zijn zo zonder zou bedankt hallo
        """
    ),
    "pt": _words(
        """
        agora ainda algo alguns ao aos apenas aqui as assim até bem cada com como da das de dela
        dele depois desde do dois dos ela elas ele eles em entre era essa esse esta está estão este
        eu foi foram há isso isto já lá lhe mais mas me mesmo meu minha muito na não nas nem no nos
        nós nossa nosso num numa o os ou para pela pelo pode por porque pouco qual quando que quem
        se seja sem ser seu seus só sobre sua suas também tem tenho ter teu tinha todo todos tu tua
        tudo um uma você vocês obrigado olá
        """
    ),
}
"""Language: words of at least two letters, in lower case."""

EVERYWHERE = _words(
    """
    http https www com org net html htm php url jpg jpeg png gif pdf txt gmail
    """
)
"""Pieces of links, which are words of no language."""
