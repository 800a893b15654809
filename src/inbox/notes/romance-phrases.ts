import { isBusiness } from './business-words.ts';
import { plainPattern } from './plain-letters.ts';
import { wordsIn } from './words-in.ts';

/** Words of business that are none in these, in French, Spanish, Italian, Portuguese and Romanian: what somebody travels without, what to ring for, and what a receipt says of theirs. */
export const ROMANCE_SET_PHRASES = plainPattern(
  /(?<!\p{L})(votre réclamation|su (reclamación|queja)|(il|del) (suo|vostro|tuo) reclamo|(a )?(sua|vossa) reclamação|reclamația (dvs\.?|dumneavoastră)|(número|volume|volumen|quantidade) de (pedidos|reclamaciones|reclamações)|subire (un )?ritard[oi]|(leggero|lieve|qualche) ritardo|in ritardo rispetto|fino a nuovo ordine|(până la )?noi ordine|avec (un peu de|du) retard|con (un poco de )?retraso|con (un po' di )?ritardo|com (algum )?atraso|cu semnal slab|(sans|sin|senza|sem|fără|ni|(avec|con|com|cu) (très |muy |molto |muito )?(peu de|poca|pouca|poco|fraca)) (accès (à )?|acceso a |accesso a |acesso (a |à )?|acces la )?(l')?(ordinateur|réseau|connexion|internet|wifi|ordenador|portátil|conexión|cobertura|computer|pc|portatile|connessione|rete|computador|rede|ligação|conexão|sinal|laptop|calculator|semnal|rețea)|(accès|acceso|accesso|acesso|acces) (très )?limit\p{L}+ (à |a |all'|la )(l')?internet|(sur un |sur le )chantier à l'étranger|(en una )obra en el extranjero|(in )?cantiere all'estero|(numa )obra no estrangeiro|pe un șantier în străinătate|(mensaje|correo|mensagem|messaggio|e-mail|mail|message|courriel) (ha sido|foi|è stat[oa]|a été) (enviad[oa]|inviat[oa]|envoyée?)|(concediu|congé|licença) (fără plată|sans solde|sem vencimento)|mai târziu|à l'ordinaire|qu'à l'ordinaire|do que (é )?(o )?costume|en cas de (fuite|panne|sinistre)( d'(eau|ascenseur))?( ou de (fuite|panne)( d'(eau|ascenseur))?)?|en caso de avería|(per i |in caso di )guast[oi]|em caso de avaria|în caz de (avarie|defecțiune))(?!\p{L})/giu,
);

/** "Le cabinet vétérinaire est fermé": which house it is. */
const HOUSE_IS_CLOSED = plainPattern(
  /^\s*(?:(?:le|la|les|notre|nos|el|los|las|nuestr[oa]s?|il|lo|gli|i|o|a|os|as|noss[oa]s?|il nostro|la nostra|i nostri) |l')((?:[\p{L}'-]+ ){1,5}?)(?=(?:est|sont|sera|seront|reste|restera|resteront|está|están|estará|estarán|permanece|permanecerá|permanecerán|è|sono|sarà|saranno|resta|restano|resterà|resteranno|estão|estarão|este|e|sunt|va fi|vor fi|rămâne|rămân) (?:actuellement |exceptionnellement |momentanément |aussi )?(?:fermé|en (?:congé|vacances)|cerrad|de vacaciones|chius|in ferie|fechad|encerrad|de férias|închi[sș]))/iu,
);

/** The same where the article is behind: "Cabinetul veterinar este închis". */
const ROMANIAN_HOUSE = plainPattern(
  /^\s*(\p{L}+(?:ul|ea|ia|ele|ile|a) (?:\p{L}+ ){0,3}?)(?=(?:este|e|sunt|va fi|vor fi|rămâne|rămân|are|nu are) (?:închi[sș]|în concediu|în vacanță|program))/iu,
);

/** "Au service urbanisme", "all'ufficio tecnico": which one of them. */
const WHICH_OFFICE = plainPattern(
  /(?<!(?:\p{L}|notre |nos |nuestro |nuestra |nostro |nosso ))(?:services?|département|direction|ufficio|uffici|reparto|settore|área|departamento|servicios?|serviços?|setor|serviciul(?:ui)?|serviciile|departamentul(?:ui)?|compartimentul(?:ui)?|agence|cabinet|clinique|étude|école|studio|clínica|clinica|gabinete|oficinas?|colegio|centro|centre|faculté|facultad|facoltà|faculdade|facultatea|musée|museo|museu|muzeul|club|association|asociación|associazione|associação|asociația) ((?:de |d'|du |des |di |del |della |do |da |al )?(?:la |l'|las |los )?\p{L}+)/giu,
);

/** "Je suis en cure jusqu'au 12": what somebody is away for. */
const AWAY_FOR = plainPattern(
  /(?<!\p{L})(?:je (?:suis|serai)|estoy|estaré|estamos|estaremos|me encuentro|sono|sarò|siamo|saremo|mi trovo|estou|estarei|estaremos|encontro-me|sunt|voi fi|suntem|vom fi|mă aflu) ((?:(?:en|à|au|aux|de|in|a|al|alla|em|no|na|la|în) )?(?:[\p{L}'-]+ ){1,3}?)(?=jusqu'|hasta |fino |até |până |pour (?:plusieurs|quelques|une|deux)|per (?:qualche|alcun|due)|por (?:algun|un)|(?:câteva|două|varias|algunas|alcune|algumas) )/giu,
);

const OPEN: readonly RegExp[] = [HOUSE_IS_CLOSED, ROMANIAN_HOUSE, WHICH_OFFICE, AWAY_FOR];

/** Without the names of offices and houses, and of what somebody is away for, that nobody can list; what is bought and wished for is none. */
export const withoutOpenNames = (clause: string): string =>
  OPEN.reduce(
    (rest, one) =>
      rest.replace(one, (whole: string, open: string) =>
        wordsIn(open.toLowerCase()).some(isBusiness) ? whole : ' ',
      ),
    clause,
  );

/** Before whom: a name follows. */
export const ROMANCE_TITLES = plainPattern(
  /^(dra|dona|doña|don|señora?|senhora?|signora?|dott|ssa|dottore|dottor|dottoressa|monsieur|madame|maître|docteur|doctora?|doutora?|domnul|doamna|domnului|doamnei|domnișoara|dl|dna|avv|avvocato)$/u,
);

/** Who is away a while asks it of everybody. */
export const ROMANCE_PATIENCE =
  /(votre|de la|un peu de) (compréhension|patience)|(su|la|tengan|un poco de) (comprensión|paciencia)|(la|per la|un po' di|di) (comprensione|pazienza)|(a|pela|sua|de) (compreensão|paciência)|pentru (înțelegere|răbdare)|puțină răbdare/u;
