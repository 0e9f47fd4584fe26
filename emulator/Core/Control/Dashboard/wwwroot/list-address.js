// The address of the list of files with its filters, so that the page of a file leads back to it.
const Name = 'files-address';

export const rememberListAddress = () => sessionStorage.setItem(Name, location.hash);

export const getListAddress = () => sessionStorage.getItem(Name) ?? '#/files';
