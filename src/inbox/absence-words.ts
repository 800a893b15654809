import { anyOf } from './phrases.ts';

/*
 * How people and their mail programs say that nobody reads this now. In the languages of our customers' neighbours
 * too: a vacation note comes from wherever a customer lives.
 */

const SUBJECT = anyOf`
auto[ -]?(reply|response|responder|answer)|automat(ic|ed) (reply|response|answer|acknowledg)|^auto:|out of (the )?office|\booo\b|out of town|away from (my|the|mail|email|office)|on (vacation|holiday|leave|annual leave|maternity leave|parental leave)|vacation (reply|message|notice|response)
^(i am|i'm) away|absence (notice|notification)|absent from
automatyczna odpowied|odpowiedź automatyczna|autoodpowied|nieobecno|jestem nieobecn|poza biurem|na urlopie|^urlop|nie ma mnie
автоответ|автоматическ(ий ответ|ое сообщение|ое уведомление)|в отпуске|^отпуск|вне офиса|нет на месте|отсутств|автовідповід|автоматична відповідь|у відпустці
abwesenheit|automatische (antwort|rückantwort)|nicht im (büro|haus)|im urlaub|außer haus|réponse automatique|absence du bureau|en congés?\b|message d'absence|absent du bureau|respuesta autom|fuera de (la )?oficina|de vacaciones
resposta autom|fora do escritório|de férias|risposta automatica|fuori (sede|ufficio)|in ferie|automatisch antwoord|afwezig|autosvar|automatiskt? svar|frånvaro|fravær|automaattinen vastaus|poissa|automatická odpov|nepřítomn|mimo kancelář|automatikus válasz
răspuns automat|αυτόματη απάντηση|otomatik yanıt|自動(返信|応答)|自动(回复|答复)|자동`;

const ABSENT = anyOf`
(i am|i'm|i will be|i'll be|we are|currently) (currently |now |presently )?(out of|away from|not in|absent from)( of)? (the |my |our )?(office|desk|town|country|e-?mail|mail)|(i am|i'm|i will be|i'll be|am) (currently |now |away )?on (\w+ )?(vacation|holidays?|leave|business trip)
out of (the )?office|(i am|i'm|i will be) away|limited access to (my )?e-?mail|no access to (my )?e-?mail|(when|until) i (return|am back|get back)|upon my return|i will return on|i'll be back|no longer (work|employed)
(jestem|przebywam|będę|będziemy) .{0,30}(urlop|zwolnieni|poza biurem|delegacj|nieobecn)|nie ma mnie w (biurze|pracy)|na urlopie|po (moim )?powrocie|jestem nieobecn|nie mam dostępu do (poczty|maila|skrzynki)
в (отпуске|командировке|декрете)|отсутству(ю|ет)|буду (отсутствовать|недоступ)|отвечу .{0,40}(после|по возвращени|когда вернусь)|по возвращени|меня нет (в офисе|на месте)|у відпустці|буду відсутн
(bin|derzeit|zurzeit|momentan|aktuell).{0,40}(nicht im (büro|haus)|im urlaub|außer haus|abwesend|nicht erreichbar|in elternzeit)|bin ich wieder|nach meiner rückkehr|keinen zugriff auf meine e-?mails
suis .{0,40}(absent|en congé|en vacances|en déplacement)|absente? (du|de|jusqu)|à mon retour|(estoy|estaré) .{0,30}(fuera|de vacaciones|ausente)|a mi regreso|(estou|estarei) .{0,30}(fora|de férias|ausente)|(sono|sarò) .{0,30}(fuori|in ferie|assente)|al mio rientro
(ik ben|ben ik) .{0,40}(afwezig|niet aanwezig|met vakantie|op vakantie|niet op kantoor)|jag är .{0,30}(ledig|på semester|inte på)|jeg er .{0,30}(på ferie|ikke på|bortreist)|olen (lomalla|poissa)|jsem .{0,30}(mimo|na dovolené)|szabadságon vagyok|休假|休暇`;

/** Until when, or whom to ask instead: what a note says beside the absence, and a customer about to travel does not. */
const INSTEAD = anyOf`
\b(until|till|returning|return|back on|back in|back at)\b|in my absence|please contact|emergency|contact (my|our)|urgent
\bdo (dnia )?\d|pilnych|proszę (o )?kontakt|zastępuje|po powrocie|(до|с|по) \d|срочн|обращайтесь|обращаться|возвращени|вернусь|замеща
\bbis\b|ab dem|dringend|wenden sie|vertretung|rückkehr|jusqu|urgence|retour|hasta|urgente|regreso|\baté\b|retorno|fino al|urgenz|rientro|\btot\b|dringende|till den|indtil|návrat|\d月`;

const MACHINE = anyOf`
this is an? (automated|automatic|auto-?generated|automatically generated)( \S+){0,2} (reply|response|message|e-?mail|answer|acknowledg|confirmation|notification)|(message|e-?mail|reply|response) (is|was|has been) (automatically|auto-?) ?generated|generated automatically|automatically generated (reply|response|message|e-?mail)
(do not|don't) (reply|respond) to this|thank you for (contacting|your (e-?mail|message|inquiry|enquiry)).{0,200}(we will|we'll|will be|someone|our team|as soon as|within|shortly)|we have received your (e-?mail|message|request|inquiry)|your (e-?mail|message|request) has been received
this (mailbox|address|inbox|e-?mail address) is (not|no longer) (monitored|read|in use|checked)|unattended mailbox
(wygenerowana|wysłana|utworzona) automatycznie|wiadomość .{0,20}automatyczn|automatyczna (odpowiedź|wiadomość)|prosimy (na nią )?nie odpowiadać|dziękujemy za (kontakt|wiadomość|przesłan|zgłoszenie)|otrzymaliśmy (pani|pana|państwa|twoj)|numer zgłoszenia
(письмо|сообщение) (сформировано|создано|отправлено) автоматически|это автоматическ|автоматический ответ|автоответчик|не отвечайте на (это|данное)|спасибо за (ваше )?(обращение|письмо).{0,120}(ответим|свяж)|ваше (обращение|письмо|сообщение) (получено|принято|зарегистрировано)
automatisch (generiert|erstellt|versendet|erzeugt)|automatische (antwort|nachricht)|bitte antworten sie nicht|vielen dank für ihre (nachricht|e-?mail|anfrage).{0,150}(wir werden|schnellst|bearbeit|melden)
réponse automatique|message automatique|ne pas répondre|respuesta automática|mensaje automático|no responda a este|gracias por (contactar|su mensaje|escribir)|resposta automática|não responda|risposta automatica|non rispondere a questa|automatisch (bericht|antwoord|gegenereerd)|automatiskt? (svar|genere)|自動(返信|応答|送信)|自动(回复|发送)`;

/** Whether a subject says that the mail was written by nobody. */
export const isAutoSubject = (flat: string): boolean => SUBJECT.test(flat);

/** Whether a text is that of a vacation note: somebody is away, and until when, or whom to ask instead. */
export const saysAbsent = (flat: string): boolean => ABSENT.test(flat) && INSTEAD.test(flat);

/** Whether a text says of itself that a machine wrote it. */
export const saysMachine = (flat: string): boolean => MACHINE.test(flat);
