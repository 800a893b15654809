import { anyOf } from './phrases.ts';

/**
 * What a refusal is about. Only what is said of the mailbox, or of its domain, closes an address; `us` is about who we are and
 * how our mail is sent, and a person of ours can mend it.
 */
export type RefusalReason =
  | 'us'
  | 'rate'
  | 'full'
  | 'passing'
  | 'domain'
  | 'mailbox'
  | 'content'
  | 'given up'
  | 'relay'
  | 'perhaps the mailbox';

interface ReasonRule {
  readonly about: RefusalReason;
  readonly says: RegExp;
}

/**
 * In the order in which they are asked; the first that matches decides. What speaks of us stands before what speaks of the
 * mailbox: "Unrouteable address" is also said of our own, by a server that looked whether we exist.
 */
const RULES: readonly ReasonRule[] = [
  {
    about: 'us',
    says: anyOf`
\bspf\b|\bdkim\b|dmarc|domainkeys?|sender (policy|id\b)|unauthenticated|not authenticated|fail\w* authentication|authentication (is )?(required|failed|checks?|results?|policy)|(pass|fail\w*|not meet).{0,20}authentication
reverse[ -]?dns|\brdns\b|\bptr\b|(helo|ehlo|hostname|host name|greeting)\b.{0,40}(invalid|rejected|refused|reject|bad|does not|not resolv|mismatch|unknown|forged)|dns (entry|name|record).{0,40}(missing|for your|of your)|(cannot|could not|can't|unable to) (find|resolve|verify) (your|the (client|sending|connecting)) (host|ip|reverse|hostname|address)|client host (rejected|\[)
black ?-?list|block ?-?list|deny ?-?list|\b[\w-]*(rbl|dnsbl)s?\b|real-?time block|spam ?haus|spam ?cop|barracuda(central| reputation)|\bsorbs\b|cloudmark|senderbase|sender ?score|reputation|uceprotect|mailspike|abuseat|surriel|njabl|invaluement|(?<!not )\blisted (in|by|at|on|as)\b (?!.{0,20}(directory|address book))
(your|sending|sender's?|this|client|source|originating) (ip|host|server|domain|network|address|mta|isp|mail ?server|mailer|e-?mail address)( \S+){0,6} (is |was |been |are |has |currently )*(block|bann|refus|den(y|ied)|reject|restrict|suspend|prohibit|not (allowed|permitted|authori|accepted|welcome))
(sender|mail from:?|originator|return[- ]path|envelope[- ](from|sender)|from (address|domain|header)|sending (domain|address|identity))( \S+){0,5} (refused|rejected|reject|denied|blocked|not verif\w*|verif\w+ fail\w*|could not be verified|cannot be verified|not exist|doesn't exist|does not exist|not found|unknown|invalid|not valid|not allowed|not permitted|not accepted|not authori[sz]ed|forged|spoof\w*|unresolvable|does not resolve|bad)\b
banned (sending )?ip|(reject|refus|block|bad|invalid|unknown|unverified|forged|unresolvable)\w* (sender|return[- ]path|from address|mail from|originator|envelope[- ]from)|sender'?s? ?(address |domain |e-?mail )?(verif|callout|not verif|domain must|is not)|(?<!recipient )callout|call-?back|domain of (the )?sender|sender domain|domain name of (your|the) (e-?mail|sender)
identity .{0,80}not verified|not verified.{0,40}identit|may not send (for|as|from)|not (authori[sz]ed|allowed|permitted) to (send|use)|(we|i) (take|accept|want) no mail|(don't|do not|not) accept(ing)? (e?-?mail|messages?|connections?) from|mail from (your|this|you)( \S+){0,4} (is|was|are|has|not)|blocked (using|by (the )?recipient'?s? (server|domain|organi))
messages? from \S+ (weren't sent|temporarily deferred)|(originating from|network is on|reputation of) (your|the sending|our)|\bip(=| address )\[?\d\S* (has been |is |was )?(-|blocked|listed|not allowed)|not accepted for policy reasons|anti-?spoof|user complaints|unfavorable e-?mail|banned sender|tenant has exceeded
\btls\b.{0,30}(required|must|need)|must issue a starttls|encryption required|adresse ip|ваш\S* (ip|сервер|домен)|адрес отправителя|отправител\S* .{0,40}(отклон|заблок|не существует|провер)|ihre (ip|absender)|absender\S* .{0,40}(abgelehnt|gesperrt|nicht)|adres nadawcy|nadawc\S* .{0,40}(odrzuc|zablok|nie istnieje)|remitente .{0,40}(rechaz|bloque|no )|expéditeur .{0,40}(refus|rejet|bloqu)`,
  },
  {
    about: 'rate',
    says: anyOf`
\btoo (fast|quickly|often|frequent\w*)|frequency|throttl|rate[ -]?(limit|control|has|exceed)|(at|exceed\w*|sending|message|maximum|connection) (a |the |an )?.{0,20}\brates?\b|too many (recipients|connections|messages|mails|errors|concurrent|sessions|invalid|e-?mails|unknown)
(hourly|daily|per (hour|day|minute)).{0,30}(limit|quota|maximum|exceed)|(limit|quota|maximum|exceed\w*).{0,40}(per (hour|day|minute)|hourly|daily|of messages|of recipients)|(getting|receiving) (too much )?mail (too|at a rate)|being sent too`,
  },
  {
    about: 'full',
    says: anyOf`
over ?-?quota|quota (is )?(exceed|full|reached|limit|violat)|(exceed\w*|over|out of|beyond|above|disk|mailbox|storage|user|account)( \S+){0,4} quota|quota\b.{0,30}(exceed|full|reached)|over ?-?disk|full (mail ?box|mailfolder|inbox)|too much mail|no space left|out of (disk )?space|no (disk )?space
(mail ?box|mailfolder|inbox|mailspool|mail ?drop|account|storage|disk|space|folder)( (has|is|was|of|storage|limit|the|user|recipient|for|currently|maximum))* (full|exceeded|not enough|exhausted|over)
mail ?box.{0,40}(\bfull|exceed|over.{0,12}limit)|exceed\w*.{0,40}(storage|allotted|mail ?box|disk)|limit on .{0,20}storage|not? enough (\S+ )?(space|room|storage)|(space|room) (left )?(in|on) (the |this )?(mail ?box|disk|account)
exceed\w*.{0,30}allowed space|storage (limit|allocation)|insufficient (\w+ )?(disk|storage|space)|bigger than .{0,30}(space|left)|mailbox size limit
skrzynk\S* .{0,40}(pełna|pelna|przepełnion|zapełnion)|przepełnion|przepelnion|przekroczon\S* .{0,40}(pojemno|limit (miejsca|skrzynki))
ящик .{0,40}(переполнен|заполнен)|переполнен|превышен\S* .{0,30}(квот|размер ящика)|недостаточно (свободного )?места
postfach .{0,40}(voll|überfüllt)|speicherplatz|boîte .{0,40}pleine|buz[oó]n .{0,40}lleno|caixa .{0,40}cheia|casella .{0,40}piena
(mailbox|postvak) .{0,20}vol\b|容量|已满`,
  },
  // What passes, however it is worded: a name that could not be looked up is not one that does not exist.
  {
    about: 'passing',
    says: anyOf`
not found,? try again|name service error(?!.{0,80}(host|domain)( or domain)?( name)? not found)|try again|gr[ea]y-?list|(?<!do not )try later|currently (unavailable|not available|busy)|come back later|please retry|will be retried
temporar(y|ily)([ -]\S+){0,2}[ -](failure|error|unavailable|rejected|deferred|server|problem|lookup|local|system|unable|block|suspend|refus|unreachable)
tymczasow|временн(ая|о|ые)|vorübergehend|temporairement|temporalmente`,
  },
  {
    about: 'domain',
    says: anyOf`
nxdomain|null mx|(domain|host)( name)?( \S+){0,3} (does not|doesn't|do not|doesn'?t) (exist|accept (e-?)?mail|receive (e-?)?mail)|does not (receive|accept) (any )?e?-?mail (according|for)|domain (name )?not found|(domain|host)( name)?( \S+){0,2} (unknown|not found|is invalid|nonexist\w*|non-exist\w*|no longer exists)|no such (host|domain)|(unknown|invalid|illegal|non-?existent) (mail )?(host|domain)|unroute?able (mail )?domain
(all relevant mx|no mx|has no mx|no mx or|mx .{0,20}(point|resolve)).{0,60}(non-?exist|record|found|address)|no (mail exchanger|a record)|name or service not known|host or domain name not found|bad destination (host|system)|couldn't find any host named|could not find (a gateway|any host)|domena .{0,40}nie istnieje|домен .{0,40}не (существует|найден)|domain .{0,40}nicht gefunden`,
  },
  {
    about: 'mailbox',
    says: anyOf`
\b(user|recipient|account|mail ?box|addressee|address|user ?id|username|customer|subscriber|member|alias|e-?mail|name)s?( \S+){0,4} (is |was |are |has been |been )?(unknown|not known|not found|wasn't found|invalid|not valid|nonexist\w*|non-exist\w*|not exist|no longer|disabled|discontinued|inactive|not active|suspended|closed|cancell?ed|terminated|deactivated|expired|does not exist|doesn't exist|could not be found|couldn't be found|cannot be found|can't be found|not listed|not recogni[sz]ed|not local|unavailable or not|deleted|removed|abandoned|obsolete|unrecogni[sz]ed|disabled or)\b
(unknown|invalid|illegal|no such|nonexistent|non-existent|inactive|bad|undeliverable|not a valid|unrecogni[sz]ed|disabled|closed|expired) (or illegal |or invalid |local |final delivery |destination |email |e-mail |virtual |smtp |mail |recipient |user )*(user|recipient|account|mail ?box|addressee|address|userid|username|alias|person|rcpt|local part|local-part)
unknown[ -]user|user[ _-]unknown|no (mail ?box|account|user|person|valid recipient|matches|such \S+) ?(here|by|with|named|for|to|found)|no such (person|user|recipient|mail ?box|address|account|local)|(nobody|no ?one|no body) .{0,20}(here|by that name|mailbox)|there is no one|isn't .{0,10}(a|an) (valid )?(user|account)
not (a|an|our|one of our) (valid |active |known |local )?(user|customer|address|mail ?box|recipient|subscriber)|addressee unknown|recipient unknown|unknown (local|recipient)|recipient .{0,20}does ?n.t exist
does not (exist|have an? \S+ account)|doesn't (exist|have an?)|do not have an? (account|mailbox|user)|is not .{0,20}e-?mail users|not (exactly )?match an|account (that|you).{0,40}not exist|wasn't found at
unroute?able address|unrouteable|no longer (works|valid|available|active|in use|employed|receiv|exist|with|at|here)|(account|user|mail ?box|address|recipient)( \S+){0,3} (has been|is|was|have been) (disabled|closed|deactivated|suspended|discontinued|terminated|cancell?ed|locked|inactive|deleted|removed|blocked due to inactiv\w*)
not listed in|does not have a final email|not a valid user|recipnotfound|recipientnotfound|recipient not found|adr\.recip|bad-?user|no valid recipients?|ungültig\S* empfänger|name is not recogni[sz]ed|does not like recipient|has (left|moved)|moved to a new address|destination mail ?box address status|i couldn't find (an account|any)|no users? (here|named)|no account by that name
nie istnieje|nieznan\S* (użytkownik|adres|odbiorc|skrzynk)|(użytkownik|adres|odbiorc\S*|skrzynk\S*|konto)\b.{0,60}(nieznan|nie został\S* znalezion|nie znalezion|zablokowan|nieaktywn|wyłączon|usunięt)|nie ma takiego|brak (takiego |takiej )?(użytkownika|skrzynki|adresu|konta)|nie odnaleziono|nie można odnaleźć
не существует|не найден|неизвестн\S* (пользовател|получател|адрес)|(ящик|пользовател\S*|адрес|получател\S*|аккаунт) .{0,60}(недоступен|заблокирован|отключ[её]н|удал[её]н|не зарегистрирован|неизвест)|нет такого|такого (пользователя|адреса|ящика) нет
unbekannt|existiert nicht|nicht (gefunden|bekannt|vorhanden)|ungültige\S* (empfänger|adresse)
n'existe pas|utilisateur (inconnu|non recens)|destinataire inconnu|adresse .{0,40}(inconnue|invalide|introuvable)|no existe|usuario (desconocido|inexistente)|não existe|inexistente|non esiste|inesistente|sconosciut|bestaat niet|onbekend
finns inte|finnes ikke|findes ikke|ukjent|ukendt|okänd|neexistuje|nem létezik|bulunamad|不存在|无此用户|存在しません|見つかりません|ユーザー?不明`,
  },
  {
    about: 'content',
    says: anyOf`
spam|unsolicited|\buce\b|junk mail|virus|malware|phish|(banned|prohibited|forbidden|illegal|blocked) (attachment|content|file|extension)|attachment|content|filter|bayes|polic(y|ies)|(message|mail|attachment|data|size).{0,30} too (large|big|long)|line too (long|wide)|size (limit|exceed)|(message|maximum|max\w*|mail) .{0,20}size|exceed\w* (the )?(maximum|limit|size)|too large
(been|is|was|are|currently|message|mail) (blocked|banned)|blocked (by|for|due)|spam\S* .{0,20}(odrzuc|wykry)|zbyt duż|слишком больш|спам|zu groß|trop volumineux|demasiado grande|muito grande|拒收|垃圾|headers? (are|is|not|invalid)|bare (lf|cr)|rfc ?5?2?822|(message|mail) .{0,20}(refused|not accepted|rejected)|bad header`,
  },
  {
    about: 'given up',
    says: anyOf`
timed? ?-?out|not responding|did not respond|no answer|not reachable|unreachable|connection (was )?(refused|reset|lost|dropped|closed|timed)|lost connection|conversation with .{0,80} timed|has been failing|have been failing|giving up|given up|retry (time|timeout) .{0,20}exceed|for the last \d+
(can't|cannot|could not|couldn't|unable to|failed to|wasn't able to) (establish|connect|open|create|reach|contact)|connect(ion)? (to|failed)|network (error|is unreachable)|no route to host|message expired|expired in queue|queue (time|too)|not (been )?collected|in the queue too long|delivery failed \d+ attempts|delivery attempts|was aborted after|within \d+ (days|hours)|after \d+ (days|hours|attempts)|позже|später (erneut|noch)|spróbuj (ponownie|później)|przekroczono (czas|limit)|超时`,
  },
  {
    about: 'relay',
    says: anyOf`
relay|not (authori[sz]ed|permitted|allowed|accepting)|(?<!unavailable or )access denied|permission denied|prohibit|no resent-from|too many hops|hop count|\bhops\b|\bloops?\b|command died|died with|exit(ed)? (with )?(status|code)|local (error|problem|delivery|configuration)|config\w* error|mail ?box (is )?(locked|busy)|system (error|problem|resources|not accepting)|i/o error|input/output error|read-only|certificate|protocol|syntax error|encountered an error|server (unavailable|busy|error)|service (is )?(unavailable|not available)|unavailable or busy|too busy|overload|deferred|transaction failed|can't create|cannot (append|create|open|write)|pipe`,
  },
  // The words of RFC 5321 for code 550, and of appliances: they are also said for policy, so how far the dialogue was counts.
  {
    about: 'perhaps the mailbox',
    says: anyOf`
mail ?box (is |name )?(unavailable|not available|not allowed)|(recipient|rcpt|user|account|address)s?( address)?( \S+){0,2} (rejected|refused|unavailable|not accepted|blocked|denied|error)|invalid (rcpt|receipt)|(reject|refus)\w* (recipient|address)|not our customer|no such`,
  },
];

/** Addresses and links hold whatever their owner chose: none of their words is a reason. */
const withoutNames = (words: string): string =>
  words.replace(/\S+@\S+/g, '…').replace(/https?:\S+/g, nameless);

/** But a link to a block list says who refused us. */
const BLOCK_LIST =
  /spamhaus|spamcop|barracuda|sorbs|uceprotect|cloudmark|senderbase|dnsbl|rbl|ipcheck|sender\.office/;
const nameless = (link: string): string => (BLOCK_LIST.test(link) ? 'blocklist' : '…');

/** What the words of a refusal are about, in lower case on one line; null when they do not say. */
export function reasonIn(words: string): RefusalReason | null {
  const reasons = withoutNames(words);
  return RULES.find(({ says }) => says.test(reasons))?.about ?? null;
}
