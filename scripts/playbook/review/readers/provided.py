"""Imports for which nothing has to be declared: a platform brings them along, or Python did."""

from __future__ import annotations

PROVIDED = frozenset(
    {
        *("arcpy", "awsglue", "bpy", "dbruntime", "dbutils", "hou", "js", "maya", "nuke", "pyodide", "qgis", "sage"),
        *("uwsgi", "mod_wsgi", "unreal", "c4d", "idaapi", "gdb", "lldb", "micropython", "pyodide_js", "google.colab"),
    }
)
"""Imports that only their platform brings along, and no index has."""

OLDER = frozenset(
    {
        *("aifc", "annotationlib", "asynchat", "asyncore", "audioop", "binhex", "cgi", "cgitb", "chunk", "compression"),
        *("crypt", "distutils", "formatter", "imghdr", "imp", "lib2to3", "macpath", "mailcap", "msilib", "nis"),
        *("nntplib", "ossaudiodev", "parser", "pipes", "smtpd", "sndhdr", "spwd", "sunau", "symbol", "telnetlib"),
        *("uu", "xdrlib", "_bootlocale", "_winreg", "dummy_threading", "test"),
        *("BaseHTTPServer", "ConfigParser", "Cookie", "HTMLParser", "Queue", "SimpleHTTPServer", "SocketServer"),
        *(
            "StringIO",
            "Tkinter",
            "UserDict",
            "__builtin__",
            "cPickle",
            "cStringIO",
            "commands",
            "cookielib",
            "copy_reg",
        ),
        *("httplib", "thread", "urllib2", "urlparse", "xmlrpclib"),
    }
)
"""Modules of the standard library of other versions of Python than the one that runs this."""
