// Who may do what: Rocket.Chat's default permissions for the roles that exist here.

export type Permission = 'create-c' | 'create-p' | 'create-d'
