import type { Lasting } from './mail-kinds.ts';
import { anyOf } from './phrases.ts';

const FULL = anyOf`
quota|over disk|full (mail ?box|mailfolder|inbox)|too much mail|no space left|out of (disk )?space
(mail ?box|mailfolder|inbox|mailspool|account|storage|disk|space)( (has|is|was|of|storage|limit))* (full|exceeded|not enough|exhausted)
mail ?box.{0,40}(full|exceed|over.{0,12}limit)|exceed\w*.{0,40}(storage|allotted|mail ?box|disk)|limit on .{0,20}storage
exceed\w*.{0,30}allowed space|storage (limit|allocation)|insufficient (system |disk )?(storage|space)
skrzynk\S* .{0,40}(pełna|przepełnion|zapełnion)|przepełnion|przekroczon\S* .{0,40}pojemno
ящик .{0,40}(переполнен|заполнен)|переполнен|превышен\S* .{0,30}(квот|размер ящика)
postfach .{0,40}(voll|überfüllt)|speicherplatz|boîte .{0,40}pleine|buz[oó]n .{0,40}lleno|caixa .{0,40}cheia|casella .{0,40}piena
(mailbox|postvak) .{0,20}vol\b|容量|已满`;

/** What passes, however it is worded: a name that could not be looked up is not one that does not exist. */
const PASSING = anyOf`
not found,? try again|name service error|try again later|gr[ea]ylist
temporar(y|ily)[ -](failure|error|unavailable|rejected|deferred|server|problem|lookup|local|system|unable|block|suspend)
tymczasow|временн(ая|о|ые)|vorübergehend|temporairement|temporalmente`;

const HARD = anyOf`
(user|recipient|account|mail ?box|addressee|address|userid|username|customer|alias|name)s?( \S+){0,4} (is |was |are )?(unknown|not known|not found|invalid|not valid|nonexist|non-exist|not exist|no longer|disabled|discontinued|inactive|suspended|closed|cancell?ed|terminated|deactivated|does not exist|doesn't exist|could not be found|couldn't be found|cannot be found|not listed|not recogni[sz]ed|not local|unavailable or not|deleted|removed)
(unknown|invalid|illegal|no such|nonexistent|non-existent|inactive|bad|undeliverable) (or illegal |local |final delivery |destination |email |e-mail |virtual |smtp |mail )*(user|recipient|account|mail ?box|addressee|address|userid|username|alias|person|rcpt)
unknown[ -]user|user[ _-]unknown|no (mail ?box|account|user|person|valid recipient|matches|such \S+) ?(here|by|with|named|for|to|found)
not (a|an|our) (valid |active |known )?(user|customer|address|mail ?box|recipient)|addressee unknown|recipient unknown
does not (exist|have an? \S+ account)|doesn't (exist|have)|do not have an? |is not .{0,20}e-?mail users|not (exactly )?match an
unroute?able|unrouteable|unknown (host|domain)|no such (host|domain)|domain (name )?(does not|not found)|host (or domain )?(name )?(unknown|not found)|could not find a gateway|bad destination|name or service not known|nxdomain
no longer (works|valid|available|active|in use|employed|receiv)|has been (disabled|closed|deactivated|suspended|discontinued|terminated|cancelled)|is (disabled|suspended|inactive|deactivated)
not listed in|does not have a final email|not a valid user|mail ?box unavailable|recipnotfound|recipientnotfound
nie istnieje|nieznan\S* (użytkownik|adres|odbiorc|skrzynk)|(użytkownik|adres|odbiorc\S*|skrzynk\S*|konto)\b.{0,60}(nieznan|nie został\S* znalezion|nie znalezion|zablokowan|nieaktywn|wyłączon|usunięt)|nie ma takiego|brak (takiego |takiej )?(użytkownika|skrzynki|adresu|konta)|nie odnaleziono|nie można odnaleźć
не существует|не найден|неизвестн\S* (пользовател|получател|адрес)|(ящик|пользовател\S*|адрес|получател\S*|аккаунт) .{0,60}(недоступен|заблокирован|отключ[её]н|удал[её]н|не зарегистрирован|неизвест)|нет такого|такого (пользователя|адреса|ящика) нет
unbekannt|existiert nicht|nicht (gefunden|bekannt|vorhanden)|ungültige\S* (empfänger|adresse)
n'existe pas|utilisateur (inconnu|non recens)|adresse .{0,40}(inconnue|invalide|introuvable)|no existe|usuario (desconocido|inexistente)|não existe|inexistente|non esiste|sconosciut|bestaat niet|onbekend
finns inte|finnes ikke|ukjent|okänd|neexistuje|nem létezik|bulunamad|不存在|无此用户|存在しません|見つかりません`;

const SOFT = anyOf`
please retry|will be retried|timed? ?-?out|not responding|did not respond|no answer|not reachable|unreachable|connection (was )?(refused|reset|lost|dropped|closed|timed)
(can't|cannot|could not|couldn't|unable to|failed to|wasn't able to) (establish|connect|open|create|reach|contact)|connect(ion)? (to|failed)|network error
not (been )?collected|in the queue too long|delivery failed \d+ attempts|delivery attempts|server (unavailable|busy|error)|unavailable or busy|too busy|overload|rate limit|deferred|was aborted after|within \d+ (days|hours)|after \d+ (days|hours|attempts)
too many (hops|connections|messages|recipients|errors|concurrent)|hops|loop
(message|mail|attachment|data|size).{0,30} too (large|big|long)|size (limit|exceed)|(message|maximum|max\w*|mail) .{0,20}size|exceed\w* (the )?(maximum|limit|size)
spam|unsolicited|junk mail|virus|malware|(banned|prohibited|forbidden|illegal) (attachment|content|file)|content (filter|reject)|polic(y|ies)|(been|is|was|are|currently) (blocked|banned)|blocked (by|using|for|due)|black ?list|block ?list|denylist|spamhaus|\brbl\b|reputation
not (authori[sz]ed|permitted|allowed|accepting)|access denied|permission denied|relay(ing)? (denied|not|access)|unable to relay|dmarc|\bspf\b|dkim|unauthenticated|sender (address )?(rejected|denied|blocked|verif)|no resent-from
command died|died with|mail ?box (is )?(locked|busy)|system (error|problem|resources|not accepting)|local (error|problem)|i/o error|certificate|\btls\b|protocol error|syntax error|encountered an error
spróbuj (ponownie|później)|zbyt duż|przekroczono (czas|limit)|позже|слишком больш|спам|später (erneut|noch)|zu groß|trop volumineux|demasiado grande|muito grande|超时|拒收|垃圾`;

/** Addresses and links hold whatever their owner chose: none of their words is a reason. */
const named = (words: string): string => words.replace(/\S+@\S+|https?:\S+/g, '…');

/** Whether the words say that the mailbox is full: the address is good, and the next mail may pass. */
export const namesFullMailbox = (words: string): boolean => FULL.test(named(words));

/** How lasting the words make it; null when they do not say. An address that is no good outweighs the rest. */
export function lastingByWords(words: string): Lasting | null {
  const reasons = named(words);
  if (FULL.test(reasons) || PASSING.test(reasons)) return 'soft';
  if (HARD.test(reasons)) return 'hard';
  return SOFT.test(reasons) ? 'soft' : null;
}
