function filter(input, rows, groups) {
  document.getElementById(input).addEventListener('input', function (event) {
    var wanted = event.target.value.toLowerCase();
    document.querySelectorAll(rows).forEach(function (row) { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
    document.querySelectorAll(groups).forEach(function (group) {
      group.hidden = group.querySelectorAll('tbody tr:not([hidden])').length === 0;
      group.open = wanted !== '' && !group.hidden;
    });
  });
}
filter('filter', '#cases tbody tr', '#cases details');
filter('causes-filter', '#causes details', '#causes .none');
document.querySelectorAll('button.copy').forEach(function (button) {
  button.addEventListener('click', function () {
    var text = button.previousElementSibling;
    getSelection().selectAllChildren(text);
    if (navigator.clipboard) { navigator.clipboard.writeText(text.textContent); } else { document.execCommand('copy'); }
    button.textContent = 'Copied';
  });
});
