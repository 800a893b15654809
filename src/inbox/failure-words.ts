import { anyOf } from './phrases.ts';

const FAILED = anyOf`
(could|can|was|were|has|have|is|did|been|will)( ?not|n't)( have| be| been)? (delivered|sent|deliver|transmitted|forwarded)|cannot (be )?(delivered|sent|deliver)|not been (delivered|sent)
(unable|wasn't able|not able|failed|could not|couldn't|cannot|can't|not possible|impossible) (to )?(be )?deliver|not delivered to|undeliver|non-?deliver
delivery (has |to the following recipients? |of .{0,60}|to .{0,60})?(failed|failure|error|was aborted|problems?)|delevery to|failed (permanently|recipient|addresses)|permanent (fatal )?(delivery )?(error|failure)|delivery (problems|notifications)
did not (reach|receive)|not reach|could ?n[o']t be reached|has been returned|returned to sender|returning (message|mail) to sender|was(n't| not) accepted|rejected (by|your)|automatically rejected|message (was |has been )?rejected
fatal errors?|error (has )?occurred while|error was detected|delivery of (the|your) (e-?mail|message) was (stopped|blocked)|error description|address(\(?es\)?)? failed|no valid recipients|mail ?box is full|unknown user|user unknown|no such user|does not like recipient|invalid final delivery|unable to relay
did not pass|(identified|detected|classified) (your |the )?(e-?mail |mail |message )*(message |mail )?as (possible )?(spam|junk|virus)|has been (blocked|rejected|refused|discarded|quarantined)|(error|problem) (while |in )?deliver|invalid (user|recipient) address|mail storage exceeded|undelivered
is not .{0,20}e-?mail users|exactly match an .{0,20}address|mailbox unavailable|account .{0,30}(disabled|discontinued)|not listed in
nie (można|mogła|mógł|udało się|został\S*|może)( \S+){0,3} (dostarcz|doręcz)|nie ?dostarczon|nie ?doręcz|zwrot (wiadomości|do nadawcy)
не (может|мог|могло|удалось|удается|удаётся|было|смогли|был\S*)( \S+){0,4} ?(доставить|доставлен|доставк|отправ)|не ?доставлен|невозможно доставить|доставка .{0,60}невозможна|возвращен\S* отправител|ошибка (при )?доставк
nicht (zugestellt|zustellbar|ausgeliefert|übermittelt)|unzustellbar|zustellung .{0,40}fehlgeschlagen|n'(a|ont) pas (pu )?([eê]tre )?(d[ée]livr|remis|distribu)|non remis|échec de (la )?(remise|distribution)
no (se )?(pudo|ha podido|puede)( ser)? (entreg|enviar)|no entregad|n[ãa]o (pôde|pode|foi possível|conseguiu)( ser)? (entreg|envia)|nao pode ser|non (è stato possibile|può essere|è stato) (recapit|consegn)|mancato recapito
kon(den)? niet worden (bezorgd|afgeleverd)|onbestelbaar|kunde inte levereras|kunne ikke leveres|nelze doručit|nebyla doručena|nem (lehet|sikerült) kézbesít|teslim edilemedi|无法(发送|投递|送达)|投递失败|退信|配信(できません|不能)`;

const DELAYED = anyOf`
(has|have|is|was) (not|n't) yet been (delivered|able)|not yet been delivered|not yet (received|delivered)|(message|mail|delivery|e-?mail)( \S+){0,6} (is |has been |was |being |have been )?(delayed|postponed|deferred)|has been postponed
delayed? (mail|delivery|message)|will (still )?be (retried|queued)|still being retried|warning only|this is (only |just )?a (warning|notification about a delay)|just a warning|do not need to resend|don't need to resend|no need to re-?send
no action is required|delivery attempts will continue|(will|we) (continue|keep) (to )?(try|attempt|retry|be)|continue (trying|to attempt|to try|retrying)|will keep trying|still (trying|awaiting|in the queue|undelivered)
delivery incomplete|incomplete delivery|could not be delivered (for|in the last)|(will|to) try again (for|until|over)|will retry|not giving up
opóźni(on|eni)\S*|ponawian|nadal (próbuj|będzie)|kolejne próby|zostanie ponowion|задерж(ан|ива|ка)|отложен|попытки (доставки )?(будут )?продолж|пока не доставлен
verzögert|verzögerung|weiterhin versuch|noch nicht zugestellt|retard[ée]|différé|pas encore été|retrasad|demorad|aún no|todavía no|atrasad|in ritardo|ritardat|vertraagd|försenad|forsinket|延迟`;

/** Says that it was given up, even where it tells of attempts. */
const GIVEN_UP = anyOf`
i've given up|gave up|giving up on|not going to try|permanent (fatal )?(error|failure)|failed permanently|failed \d+ attempts|exceeded maximum delivery|in the queue too long|was aborted after
has been (removed from|returned)|no further attempts|will not be retried|will not try again|after \d+ attempt|not been collected`;

const SUBJECT = anyOf`
undeliver|non-?deliver|not (be )?delivered|mail (delivery )?(system )?(error|failed|failure|problem)|mail could not be|delivery (has )?(failed|failure|error|problem|report|status|notification|warning|delayed|unsuccessful|incomplete)
failure (notice|delivery|notification)|failed (mail|delivery)|mail failed|message (delivery|could not|not delivered|delayed|rejected|status)|returned (mail|e-?mail|message|to sender)|return(ing|ed)? .{0,20}to sender
mail (error|returned)|processing error|delayed (mail|message)|warning: (message|could not)|could not (be )?(sent?|deliver)|could ?n[o']t be delivered|wasn't delivered|automatically rejected|rejected mail|bounced? (mail|e-?mail|message)|\bndr\b|considered unsolicited
unzustellbar|nicht zugestellt|unbekannter empfänger|nie ?dostarcz|nie ?doręcz|nie (został\S*|można|udało)( \S+){0,2} (dostarcz|doręcz)|\bzwrot (wiadomości|poczty|maila|do nadawcy)
не ?доставлен|не (может быть )?доставлен|не удалось доставить|ошибка доставки|сообщение .{0,20}о недоставке|уведомление о (недоставке|состоянии доставки)
non remise?|échec de|utilisateur non recens|no (se )?(pudo|ha podido) entreg|no entregad|não entreg|mancato recapito|non recapit|onbestelbaar|niet bezorgd|nedoručiteln|kézbesít|退信|传输失败|投递失败|配信`;

/** Whether a notice says that a mail did not arrive. */
export const saysFailed = (flat: string): boolean => FAILED.test(flat);

/** Whether a notice says that a mail has not arrived yet, and that the system goes on trying. */
export const saysDelayed = (flat: string): boolean => DELAYED.test(flat) && !GIVEN_UP.test(flat);

/** Whether a subject is that of a notice about a mail that did not arrive. */
export const isBounceSubject = (flat: string): boolean => SUBJECT.test(flat);
