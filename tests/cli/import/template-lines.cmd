printf 'apiVersion: backstage.io/v1alpha1\nkind: Component\n{%% if values.x %%}\nmetadata: {name: a}\n{%% endif %%}\n' | slacalc -
