"""How often a team deploys, and how long a commit waits: from git tags, a CSV file or GitHub's list of deployments.

`found` says what a deployment is, `git` and `files` read them, `measured` counts, `report` says it.
"""
