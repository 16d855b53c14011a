"""Turns a news article into proposed evidence, and what an editor accepts of it into the project's files.

README.md says which commands there are and what each module does. Quotations and their speakers are found by the
package quotereader; here they become records.
"""
