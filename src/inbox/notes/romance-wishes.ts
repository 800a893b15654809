import { URGENT } from './formulas.ts';
import { plainPattern } from './plain-letters.ts';

/** "Llámeme", "m'appeler": asked of us with the word that it leans on; notes ask it of what is urgent alone. */
const CALL_ME = plainPattern(
  /(?<!\p{L})(m'(appel|rappel|écri|téléphon|préven|avert|contact)\p{L}*|(llám|escríb|avís|contáct|telefoné)(a|e|en|ad)me|(chiama|telefona|avvisa|contatta|manda)(te)?mi|scriv(i|ete)mi|mi (chiami|chiamate|telefoni|scriva|avvisi|contatti)|me (llamen?|avisen?|escriban?|liguem?|avisem?|escrevam?)|(lig|telefon|escrev|contact|avis)(ue|a|e|em|uem|am)-me|(suna|contacta|scrie|anunța|apela)ți-mă)(?!\p{L})/u,
);

/** "Vous pouvez commencer": what we may do; a note says whom to write to, or where to look. */
const YOU_MAY = plainPattern(
  /(?<!\p{L})(vous pouvez|pouvez-vous) (?!((me|nous|le|la|l'|les|lui|y|en|également|aussi|toujours|néanmoins|cependant|toutefois|directement|vous|bien|sûr|dès|à|présent|,) ?)*(contact|joindre|appel|rappel|écri|adress|suivre|consult|retrouv|trouv|laiss|envoy|transm|répond|compt|utilis|compos|demand|dépos|téléphon|sollicit|visit|ajout|complét|voir|obtenir|faire appel|tourner|prendre contact|indiquer|préciser))|(?<!\p{L})(pueden?|podéis|puedes) (?!((también|ustedes|usted|siempre|directamente|igualmente|ser|no|a|la) ?)*(contact|llam|escrib|dirig|localiz|envi|mand|consult|comunic|acud|habl|poner|encontr|dejar|seguir|atend|ayud|respond|tard|demor|estar|hab|ver|usar|utiliz|solicit|remit|trat|llev|sufrir|producir|realiz|hacer(lo|nos)|indicar|esper))|(?<!\p{L})(potete|puoi) (?!((anche|sempre|direttamente|comunque|ugualmente|essere|non|mi|ci|vi|la|le) ?)*(contatt|chiam|scriv|rivolg|telefon|invi|mand|consult|trov|lasci|seguir|rispond|richied|esser|veder|legger|usar|utilizz|parlar|sentir|comunic|far riferimento|indirizz|indicare|subire|servir|aiut|assist))|(?<!\p{L})(podem|pode) (?!((também|sempre|diretamente|ainda|igualmente|ser|não|me|nos|a|o) ?)*(contact|contat|ligar|escrev|dirig|envi|mand|consult|encontr|deixar|acompanh|respond|demor|estar|haver|ver|usar|utiliz|solicit|remet|trat|falar|ajud|procur|seguir|telefon|sofrer|ser|indicar|esper|aguard))|(?<!\p{L})puteți (?!((și|de|asemenea|oricând|direct|o|îl|îi|îmi|ne|mă|să|vă|nu|suna|pe) ?)*(contact|sun|scri|adres|apel|urmări|găsi|trimit|lua|vorbi|consult|lăs|folos|reveni|afla|vedea|solicit|indica))/u,
);

/** What we are told to do. */
const DO_IT = plainPattern(
  /(?<!\p{L})(commencez|continuez|attendez|faites|mettez|gardez|sonnez|entrez|laissez (le|la|les|cela|ça|tout|tomber)|changez|arrêtez|reportez|rappelez(?!-)|refaites|remettez|posez|ouvrez|fermez|coupez|tenez|cessez|supprimez|retirez|partez|procédez|avancez|lancez|validez|réglez|vérifiez|corrigez|ajoutez|enlevez|installez|essayez|empiec(e|en)|comienc(e|en)|continúen?|hagan|haga(n)?lo|pongan|guarden|pasen|toquen|entren|cambien|paren|aplacen|sigan|quiten|procedan?|avancen|validen|comprueben|corrijan|añadan|instalen|cominciate|iniziate|continuate|fate(?! riferimento)|mettete|suonate|entrate|procedete|proceda|avviate|correggete|aggiungete|togliete|installate|portate|spostate|comecem|comece|iniciem|continuem|esperem|façam|ponham|guardem|passem|toquem|entrem|mudem|parem|adiem|cancelem|sigam|avancem?|procedam|verifiquem|corrijam|instalem|tirem|începeți|continuați|așteptați|faceți|puneți|păstrați|treceți|intrați|opriți|amânați|reprogramați|mergeți|procedați|verificați|corectați|adăugați|instalați)(?!\p{L})/u,
);

/** What has to be done, as the one who writes sees it; and what can be done without them. */
const TO_BE_DONE = plainPattern(
  /(?<!\p{L})((notre|nos|nuestr[oa]|(il|la) nostr[oa]|(o|a) noss[oa]) .{0,30}(demande|demandent|pide|piden|chiede|vuole|pede|pedem) (un|une|una|uma|el|il|o)(?!\p{L})|(suite à|en réponse à|en respuesta a|in risposta a\p{L}*|em resposta|ca răspuns la)[^,:]{2,40}[:,] (la|le|el|il|a|o|numărul|referința)|(?<!(no|non|não) )(es|è|é) (posible|possibile|possível)\P{L}*$|se poate\P{L}*$|no (corre|hay) prisa|rien ne presse|nessuna fretta|(não há|sem) pressa|nicio grabă|(notre|nuestra|nuestro|nostro|nosso) (adresse|dirección|indirizzo|endereço) (a changé|ha cambiado|è cambiato|mudou)|adresa noastră s-a schimbat|(de plus|de más|in più|a mais)\P{L}*$|(numéro|titulaire) d[ue] compte|(número|titular) de (la )?cuenta|(numero di|titolare del) conto|(número|titular) d[ae] conta|(număr\p{L}*|titularul) (de )?cont(ului)?|está mal|está errad[oa]|è sbagliat[oa]|greșit\p{L}*|(est|sont) (faux|fausse|erronée?)|répons\p{L}+ négativ\p{L}+|(respuesta|risposta|resposta) negativa|răspuns negativ|(ancien|antiguo|vecchio|antigo|viejo) (numéro|numero|número|compte|contact)|(número|numero|numărul) (antiguo|antigo|vechi)|ne répond plus|ya no responde|non risponde più|já não responde|nu mai răspunde|très bien|muy bien|muy buen[oa]?|molto bene|ottim[oa]|muito bem|foarte (bun[ăi]?|bine)|(est|es|è|é|e) (très|muy|molto|muito|foarte) \p{L}+|contest(ons|ăm)|(laissez|deje|dejen|lasciate|lasci|deixe|deixem|lăsați)(?!.{0,25}(message|mensaj|messagg|mensag|mesaj|recado|coordonn|datos|recapit))|^(le |el |il |o )?(numéro|número|numero|numărul) (de |do |di )?(dossier|expediente|pratica|processo|dosarului) (est|es|è|é|este|e)|mal (écrite?|escrit[oa])|scritt[oa] male|(rendez-vous|cita|appuntamento|marcação|programarea) (du |del |de |dia |din )*\p{Nd}{1,2}|se mantiene|est maintenue?|mantém-se|è confermat[oa]|c'est noté|(anotado|segnato|notat)\P{L}*$|(traitement|trámite|esame|análise|analiză) (chez nous|aquí|da noi|aqui|la noi)|(est|es|è|é|está|este|e) (correcte?|correct[oa]|corrett[oa]|corret[oa]|corectă?)|^(service suspendu|servicio suspendido|servizio sospeso|serviço suspenso|serviciu suspendat)|il faut(?! compter)|hay que|bisogna|é preciso|trebuie (să|întrebat)|(sans|sin|sem|fără) (moi|mí|mim|mine)|senza di (me|noi)|(n'est|ne sont) pas (le|la|les) bon(ne)?s?|no (es|está) (correct|el|la|bien)\p{L}*|non è (giust|quell|corrett)\p{L}*|não (está|é) (cert|corret|correct)\p{L}*|nu (e|este) (corect|bun)\p{L}*|^(et|y|e|și) (le|el|il|pe|dia) \p{Nd}{1,2}\P{L}*$)(?!\p{L})/u,
);

/** What was decided or answered, what is no longer needed, what came twice, and what has to be ready. */
const SETTLED = plainPattern(
  /(?<!\p{L})(je réponds (non|oui)|(n'ai|n'avons|n'a) plus besoin|ya no (l[aeo]s? )?(necesit|hace falta)\p{L}*|non (mi|ci) serv(e|ono) più|non (ho|abbiamo) più bisogno|já não (precis|necessit)\p{L}*|não precis\p{L}+ mais|nu mai (am|avem) nevoie|(reçu|recibido|recibimos|ricevuto|recebemos|recebi|primit|sonnez|suonate|toquem|sunați|llamen) (deux fois|dos veces|due volte|duas vezes|de două ori)|décid(era|erons|erai|ons)|choisi\p{L}*|elegi\p{L}*|elijo|scegl\p{L}+|scelt[oa]|escolh\p{L}+|alegem|ales|accept(e|ons|ăm|o|amos)|acept(o|amos)|accett(o|iamo)|aceit(o|amos)|refus(e|ons|o|amos|ăm)|rechaz(o|amos)|rifiut(o|iamo)|recus(o|amos)|renonç\p{L}+|renunci\p{L}+|rinunci\p{L}+|renunț\p{L}+|decidir[áeé]\p{L}*|decider(à|ò|emo)|va decide|(tem de|tiene que|deve|trebuie să|doit|faut que ce) (estar|essere|fie|soit|être) (list[oa]|pront[oa]|gata|prête?))(?!\p{L})/u,
);

/** What suits: "la mattina va bene". And who is there on a day, which no note of absence tells. */
const SUITS_THEM = plainPattern(
  /(?<!\p{L})(va bene|me va bien|(me )?dá-me jeito|è perfetto|e(ste)? bine|est bonne|(serons|serai|sera) (là|présente?s?)|(cá|aquí|aici) (estamos|estaremos|suntem)|suntem aici|ci (siamo|saremo)(?! (trasf|vist)))(?!\p{L})/u,
);

/** Who minds a house where they live. */
const PORTERS = plainPattern(
  /(?<!\p{L})(le|la|au|du|el|al|il|dal|o|ao|pelo|com o|la|pe|cu) (gardienne?|concierge|conserje|portero|portinaio|portiere|porteiro|portar(ul)?)(?!\p{L})|vorbiți cu (administrator|portar|vecin)\p{L}*/u,
);

/** Where somebody lives or works from now on; the address of a mailbox is named beside. */
const MOVED = plainPattern(
  /(?<!\p{L})(nouvelle adresse|nueva dirección|nuovo indirizzo|nova morada|novo endereço|noua (\p{L}+ )?adresă)(?!\p{L})(?!.*@)/u,
);

/** Whether somebody wants something of us, in French, Spanish, Italian, Portuguese or Romanian. @param flat in lower case */
export const isRomanceWish = (flat: string): boolean =>
  (CALL_ME.test(flat) && !URGENT.test(flat)) ||
  [YOU_MAY, DO_IT, TO_BE_DONE, SETTLED, SUITS_THEM, PORTERS, MOVED].some((one) => one.test(flat));
