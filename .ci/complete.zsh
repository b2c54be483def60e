# Types a command and an option into a zsh of its own, with the Tab key, and prints what that shell shows.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='> '; fpath=(${(q)1} \$fpath); autoload -U compinit; compinit -u -D; bindkey '^I' complete-word; print rea''dy"
zpty -r -m shell line '*ready*'
zpty -w -n shell $'counterpart stren\t'
zpty -r -m shell line '*strength*'
print -r -- "$line"
zpty -w -n shell $'--fail-u\t'
zpty -r -m shell line '*under*'
print -r -- "$line"
zpty -d shell
