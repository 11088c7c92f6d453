// Visitors: who comes with a token, and what he says of himself.

import type { VisitorChanges } from '../../store/port.ts'
import type { Ground } from '../ground.ts'
import type { NewId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Departments } from './departments.ts'
import type { Visitor } from './entities.ts'
import type { ChatNews } from './news.ts'
import { hashVisitorToken, isVisitorToken, newVisitorToken } from './tokens.ts'

export interface Registration {
  /** Without one, one is made here. */
  readonly token?: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** Its id or its name. */
  readonly department?: string
  readonly customFields?: VisitorChanges['customFields']
}

export interface Visitors {
  /** Whose token it is; nobody's for anything that is no token. */
  byToken(token: unknown): Promise<Visitor | undefined>
  /** @throws Refusal `error-invalid-token`, `error-invalid-email`, `error-invalid-department`, `invalid-custom-field` */
  register(registration: Registration): Promise<{ visitor: Visitor; token: string }>
  /** @throws Refusal `invalid-custom-field` */
  change(visitor: Visitor, changes: VisitorChanges): Promise<Visitor>
  /** He, his chats and all that was said in them. @throws Refusal `visitor-has-open-rooms` */
  remove(visitor: Visitor): Promise<void>
}

/** What an object of JSON may be keyed by without meaning more than that. */
const FIELD_NAME = /^(?!__proto__$|constructor$|prototype$)[\w-]{1,64}$/

function checkFields(customFields: VisitorChanges['customFields'] = []): void {
  if (customFields.every(({ key }) => FIELD_NAME.test(key))) return
  throw new Refusal('invalid-custom-field', 'The name of a custom field has letters, digits, "_" and "-", at most 64.')
}

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/

export function createVisitors(
  { store, clock, random }: Ground,
  newId: NewId,
  departments: Departments,
  news: Pick<ChatNews, 'visitorChanged'>,
): Visitors {
  return {
    async byToken(token) {
      return isVisitorToken(token) ? store.visitor({ tokenHash: hashVisitorToken(token) }) : undefined
    },

    async register({ token: given, department, email, name, phone, customFields }) {
      const token = given ?? newVisitorToken(random)
      if (token.trim() === '') throw new Refusal('error-invalid-token', 'Token cannot be empty')
      if (!isVisitorToken(token)) {
        throw new Refusal('error-invalid-token', 'A token has 16 to 256 characters: send a longer one, or none.')
      }
      const address = email?.trim().toLowerCase()
      if (address && !EMAIL.test(address)) throw new Refusal('error-invalid-email', `Invalid email ${address}`)
      checkFields(customFields)
      const departmentId = await departments.idOf(department)
      const changes = {
        ...(name?.trim() && { name: name.trim() }),
        ...(address && { email: address }),
        ...(phone && { phone }),
        ...(departmentId !== undefined && { departmentId }),
        ...(customFields && { customFields }),
      }
      const tokenHash = hashVisitorToken(token)
      const { visitor, room } = await store.saveVisitor({ tokenHash, newId: newId(), changes, at: clock.now() })
      news.visitorChanged(visitor, room)
      return { visitor, token }
    },

    async change(visitor, changes) {
      checkFields(changes.customFields)
      const answer = await store.changeVisitor({ visitorId: visitor.id, changes, at: clock.now() })
      if (!answer) throw new Refusal('invalid-token', 'Invalid token')
      news.visitorChanged(answer.visitor, answer.room)
      return answer.visitor
    },

    async remove(visitor) {
      const { outcome } = await store.removeVisitor({ visitorId: visitor.id })
      if (outcome === 'chat-is-open') {
        throw new Refusal('visitor-has-open-rooms', 'Cannot remove visitors with opened rooms')
      }
      if (outcome === 'no-visitor') throw new Refusal('error-removing-visitor', 'There is no such visitor any more')
    },
  }
}
