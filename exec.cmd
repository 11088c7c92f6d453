@rem npm scripts begin with `exec`, so that no shell stands between npm and the program. Windows has no `exec`: this is it.
@%*
