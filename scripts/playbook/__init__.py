"""The MLOps Team Playbook: records, pages, checks and publishing."""
