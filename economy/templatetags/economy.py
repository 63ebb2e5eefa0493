"""Amounts in templates."""

from django import template

from economy import words

register = template.Library()
register.filter("wan", words.wan)
