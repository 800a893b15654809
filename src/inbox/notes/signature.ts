import { plainPattern } from './plain-letters.ts';
import { wordsIn } from './words-in.ts';

/** A short line of names, numbers and addresses, or of who signs for many. */
export function isSignature(line: string): boolean {
  const words = wordsIn(line);
  if (words.length > 8 || /[!?]/.test(line)) return false;
  return (
    words.every((word) => !/^\p{Ll}/u.test(word) || LINKING.test(word)) ||
    (words.length <= 5 && TEAM.test(line) && !/[\p{Nd}.,]/u.test(line))
  );
}

/** What firms say below every mail: whose it is to read, and not to print it. Only a line that says so as they do. */
export const isLegalLine = (line: string): boolean => {
  const flat = line.toLowerCase();
  return (CONFIDENTIAL.test(flat) && ADDRESSEE.test(flat)) || BEFORE_PRINTING.test(flat);
};

const LINKING = plainPattern(
  /^(tel|fax|mob|mobile|and|of|the|for|und|der|die|für|i|ul|de|du|des|la|le|les|el|al|del|los|et|y|e|di|da|do|dos|das|ao|van|von|voor|en|sp|z|o|ds|pentru|si|și|og|och|ja|in|u|za|a|и|по|і|та|з|για|και|ve|gmbh|ltd|kft|oy|ab|as|uab|sia|oü)$/u,
);

/** A department signs in small letters where titles have none. */
const TEAM = plainPattern(
  /^(\p{L}+ )?(team|zespół|dział|biuro|служба|отдел|команда|администрация|відділ|екип|tým|oddělení|tím|oddelenie|tim|odjel|ekipa|csapat|ügyfélszolgálat|echipa|departamentul|serviciul|equipe|équipe|service|servizio|servicio|equipo|serviço|equipa|kundtjänst|kundeservice|kundesenter|asiakaspalvelu|klienditeenindus|klientu|klientų|klantenservice|ομάδα|τμήμα|müşteri|kundenservice|responsable|kierownik|dyrektor|specjalista|menedżer|directeur|directrice|chef|gérante?|assistante?|comptable|directora?|gerente|jef[ea]|encargad[oa]|responsabile|direttore|addett[oa]|impiegat[oa]|diretora?|vedoucí|ředitel|ředitelka|jednatel|vedúc[ia]|riaditeľ|șef|менеджер|директор|бухгалтер|начальник|руководитель|специалист|управител|керівник|voditelj|direktor|vadītāj[as]|vadovas|vadovė|igazgató|müdürü?)(?!\p{L})/iu,
);

const CONFIDENTIAL = plainPattern(
  /confiden|vertraulich|riservat|vertrouwelijk|poufn|důvěrn|dôvern|bizalmas|конфиденц|конфіденц|поверител|povjerlj|zaupn|konfiden|fortrolig|luottamuksel|εμπιστευτικ|gizli|סודי|خصوصي|سري/u,
);
const ADDRESSEE = plainPattern(
  /intended|addressee|recipient|attach|empfänger|bestimmt|anhäng|destin|pièces? jointe|allegat|anexo|adjunt|geadresseerde|bestemd|bijlage|adresat|odbiorc|załącznik|adresát|příjemc|príjemc|prílo|címzett|получател|адресат|вложен|одержувач|primatelj|prejemnik|mottagar|mottaker|modtager|vastaanottaj|saaja|saņēmēj|gavėj|παραλήπτ|alıcı|נמען|מיועד|المرسل/u,
);
const BEFORE_PRINTING = plainPattern(
  /before printing|print this|printing this|bevor sie .{0,40}(ausdruck|druck)|avant d'imprimer|antes de imprimir|prima di stampare|voordat u .{0,40}print|zanim wydruk|перед (тем,? как )?(печат|распечат)|před (vy)?tisk/u,
);
