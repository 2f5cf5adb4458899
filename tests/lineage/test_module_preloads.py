from django.template import engines

PRELOADS = '{% load module_tags %}{% module_preloads "js/lineage/page.js" %}'


def preloads() -> str:
    return engines["django"].from_string(PRELOADS).render()


def test_modules_are_named_however_deep_they_are_imported():
    assert 'href="/static/js/lineage/map.js"' in preloads()
    assert 'href="/static/js/lineage/layout/stack.js"' in preloads()
    assert 'href="/static/vendor/cytoscape/cytoscape.esm.min.js"' in preloads()


def test_each_is_named_once_and_the_entry_is_left_to_its_script():
    lines = preloads().splitlines()

    assert len(lines) == len(set(lines))
    assert not any("page.js" in line for line in lines)
