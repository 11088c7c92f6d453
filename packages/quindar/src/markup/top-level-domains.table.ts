// What the last part of a host may be. Of the more than a thousand words that were sold as top-level domains, these are
// the ones met in chats: a host without a scheme is linked only below one of them, so that `Gemfile.lock` is no link.

/** Countries, and words. */
export const TOP_LEVEL =
  /^(a[c-gilmoq-uwxz]|b[abd-jmnorstvwyz]|c[acdf-ik-oru-z]|d[ejkmoz]|e[cegr-u]|f[ijkmor]|g[abd-il-np-uwy]|h[kmnrtu]|i[del-oq-t]|j[emop]|k[eghimnprwyz]|l[abcikr-vy]|m[acdeghk-z]|n[acefgilopruz]|om|p[ae-hk-nrstwy]|qa|r[eosuw]|s[a-eg-or-vxyz]|t[cdfghj-ortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]|com|org|net|edu|gov|info|xyz|online|app|dev|tech|cloud|top|chat)$/
