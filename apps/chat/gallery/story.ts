// A made-up conversation with everything that messages can hold.
import { ALICE, BOB, CAROL, said } from './made-up.ts'

export const LONG_TEXT = Array.from(
  { length: 90 },
  (_, index) => `Sentence ${index + 1} of a message that is as long as servers allow.`,
)
  .join(' ')
  .slice(0, 5_000)

export const STORY = [
  said('s01', 60 * 27, BOB, 'Yesterday’s last words.'),
  said('s02', 70, BOB, 'Good morning! *Bold*, _italic_, ~struck~, `code`, and a [link](https://example.com).', {
    reactions: { ':wave:': ['alice', 'carol'], ':heart:': ['carol'] },
  }),
  said('s03', 69, BOB, '> A quote of somebody\n\nand an answer below it. @alice, see #general.'),
  said('s04', 66, CAROL, '大家好！今天下午三点开会，请大家准时参加。@all'),
  said('s05', 65, CAROL, ':tada:'),
  said(
    's06',
    61,
    ALICE,
    '```js\nconst rc = await connect(url, { token })\nfor await (const message of room.messages()) {\n  console.log(message.text)\n}\n```',
  ),
  said('s07', 60, ALICE, '- apples\n- pears\n- [not a link](javascript:alert(1))', { editedAt: new Date(0) }),
  said('s08', 59, ALICE, '- [x] write the page\n- [ ] look at it'),
  said('s09', 50, CAROL, '', { systemType: 'uj' }),
  said('s10', 44, BOB, '# A heading\n1. first\n2. second'),
  said('s11', 40, BOB, 'An answer in a thread.', { threadId: 's06' }),
  said('s12', 25, CAROL, 'This is new to you :smile:'),
  said('s13', 24, CAROL, '||The butler did it.|| 不要告诉别人。', { reactions: { ':joy:': ['bob'] } }),
  said('s14', 12, BOB, 'A card hangs on this one.', {
    raw: {
      attachments: [
        {
          author_name: 'Release notes',
          title: 'Version 1.0',
          title_link: 'https://example.com/1.0',
          text: 'Everything is new.',
        },
      ],
    } as never,
  }),
  said('s15', 3, ALICE, '', { systemType: 'room_changed_topic' }),
  said('s16', 2, ALICE, 'On my way.'),
]
