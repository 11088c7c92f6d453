// What Rocket.Chat takes emoticons for: each short code before its signs. `-?` is a nose that may be missing.
const SIGNS = String.raw`heart <3 broken_heart </3 smiley :-?D =D laughing >:-?) >;) >=) sweat_smile ':-?) '=) ':-?D '=D joy :'-?) innocent O:-?) O;-) O=) O:-?3 0:-?3 0:-?) 0;^) 0;-) slight_smile :-?) =] =) :] wink ;-?) *-?) ;-?] ;D ;^) kissing_heart :-?* =* :^* stuck_out_tongue :-?P =P :-?Þ :-?b stuck_out_tongue_winking_eye >:P X-P sunglasses B-?) 8-?) B-D 8-D disappointed >:[ :-?( :-?[ =( confused >:\ >;/ :-?/ :-. :\ =/ =\ :L =L persevere >.< cry :'-?( ;-?( angry >:-?( :@ flushed :$ =$ fearful D: sweat ':-?( '=( no_mouth :-?X :-?# =X =# expressionless -_- -__- -___- open_mouth :-?O O_O >:O dizzy_face #-?) %-?) X-?) thumbsup (y) person_gesturing_ok *\0/* *\O/* \0\/ \O\/`

/** The short code of each emoticon. None begins with another. */
export const EMOTICONS: ReadonlyMap<string, string> = SIGNS.split(' ').reduce(
  ({ map, code }, word) => {
    if (/^[a-z]{2}/.test(word)) return { map, code: word }
    return { map: map.set(word.replace('?', ''), code).set(word.replace('-?', ''), code), code }
  },
  { map: new Map<string, string>(), code: '' },
).map
