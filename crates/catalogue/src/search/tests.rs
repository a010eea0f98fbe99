mod fixture;
mod meant;
mod real_items;
mod robust;
mod timing;
mod typed_chinese;
mod typed_english;
