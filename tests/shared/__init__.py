"""An office that many share: on a server, with logins, a registrar, and hostile neighbours."""
