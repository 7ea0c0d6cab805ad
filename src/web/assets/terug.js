// Back onto an answer to a form is an error page of the browser; under the same address it asks for the page anew.
history.replaceState(null, '', location.href);
