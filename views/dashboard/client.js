// Comfort only: without it the page does everything by its buttons and links.
for (const form of document.querySelectorAll('form')) {
  for (const select of form.querySelectorAll('select')) {
    select.addEventListener('change', () => form.requestSubmit());
  }

  // Empty choices need not stand in the address.
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.value === '') field.disabled = true;
  });
  addEventListener('pageshow', () => {
    for (const field of form.elements) field.disabled = false;
  });
}

const print = document.querySelector('#print');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}
