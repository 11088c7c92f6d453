// The example's own modules, which are plain JavaScript, with the types that they keep to.

export interface Visitor {
  readonly chatToken: string
  readonly chatRoomId: string
  readonly name: string
  readonly email: string
  readonly guestName: string
}

export type Frame = Readonly<Record<string, unknown>>

interface CallsModule {
  readonly newVisitor: () => Visitor
  readonly fourteenCalls: (visitor: Visitor, newId?: () => string) => Frame[]
}

interface ScriptModule {
  readonly websocketUrl: (server: string) => string
  readonly livechatScript: (
    url: string,
    visitor: Visitor,
    onFrame?: (way: '>>' | '<<', frame: Frame) => void,
  ) => Promise<{ readonly socket: WebSocket; readonly answers: readonly Frame[] }>
}

const folder = new URL('../../../../../examples/livechat-script/', import.meta.url)

export const { fourteenCalls, newVisitor } = (await import(new URL('calls.js', folder).href)) as CallsModule
export const { livechatScript, websocketUrl } = (await import(new URL('script.js', folder).href)) as ScriptModule
